import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { RecordingsPage } from '~/components/audit/recordings/recordings-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sessions.recordings');
  return { title: t('title') };
}

export default function Page() {
  return <RecordingsPage />;
}
