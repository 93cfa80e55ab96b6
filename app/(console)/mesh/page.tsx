import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NotYetPage } from '~/components/shell/not-yet-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell.area');
  return { title: t('mesh') };
}

export default function Page() {
  return <NotYetPage area="mesh" />;
}
