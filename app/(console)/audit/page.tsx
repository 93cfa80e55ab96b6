import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AuditPage } from '~/components/audit/audit-page';
import { firstRecordInput } from '~/components/audit/record-filter';
import { Prefetched, serverTrpc } from '~/components/trpc/server';
import { addressOf, type PageParameters } from '~/components/ui/url-parameters';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('audit');
  return { title: t('title') };
}

export default async function Page({ searchParams }: { searchParams: Promise<PageParameters> }) {
  const input = firstRecordInput(addressOf(await searchParams));
  return (
    <Prefetched query={serverTrpc.audit.list.queryOptions(input)}>
      <AuditPage />
    </Prefetched>
  );
}
