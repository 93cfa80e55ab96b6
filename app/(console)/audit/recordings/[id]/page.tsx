import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { RecordingPage } from '~/components/audit/recordings/recording-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sessions.recordings');
  return { title: t('title') };
}

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <RecordingPage id={(await params).id} />;
}
