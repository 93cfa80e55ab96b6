'use client';
import { useLocale, useTranslations } from 'next-intl';
import type { RecordDetail } from '~/server/audit/model/record';
import { ResultText } from '../shell/result-text';
import { DescriptionList, type Fact } from '../ui/description-list';
import { formatExact } from '../ui/format-time';

/** Who, on whose grant, from where, when, why; and what became of it. */
export function RecordFacts({ record }: { record: RecordDetail }) {
  const t = useTranslations('audit.drawer');
  const column = useTranslations('audit.column');
  const locale = useLocale();
  const { grants, address, agent, settledAt, reason } = record;
  const held = grants.map(({ role, team }) =>
    team === null ? t('grantOwn', { role }) : t('grantOfTeam', { role, team }),
  );
  const facts: Fact[] = [
    { term: column('result'), value: <ResultText result={record.result} /> },
    { term: t('who'), value: record.actor },
    ...(record.token === null ? [] : [{ term: t('token'), value: record.token }]),
    { term: t('grants'), value: held.length > 0 ? held.join(', ') : t('noGrant') },
    { term: t('from'), value: <From address={address || t('unknownAddress')} agent={agent} /> },
    { term: t('when'), value: formatExact(record.at, locale) },
    ...(settledAt === null ? [] : [{ term: t('settled'), value: formatExact(settledAt, locale) }]),
    ...(reason === '' ? [] : [{ term: t('reason'), value: reason }]),
    { term: t('request'), value: <span className="font-mono text-xs break-all">{record.requestId}</span> },
    { term: column('seq'), value: t('entry', { seq: record.seq }) },
  ];
  return <DescriptionList facts={facts} />;
}

function From({ address, agent }: { address: string; agent: string }) {
  return (
    <>
      {address}
      {agent !== '' && <span className="block text-xs break-words text-ink-soft">{agent}</span>}
    </>
  );
}
