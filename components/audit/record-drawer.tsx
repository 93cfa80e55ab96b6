'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { RecordDetail } from '~/server/audit/model/record';
import { clusterHref } from '../clusters/cluster-href';
import { objectHref } from '../objects/object-href';
import { ResultText } from '../shell/result-text';
import { ScopedLink } from '../shell/scoped-link';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { CodeBlock } from '../ui/code-block';
import { Drawer } from '../ui/drawer';
import { FieldChanges } from '../ui/field-changes';
import { Skeleton } from '../ui/skeleton';
import { RecordFacts } from './record-facts';

/** One record with everything that is known of it. */
export function RecordDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTranslations('audit.drawer');
  const trpc = useTRPC();
  const record = useQuery(trpc.audit.get.queryOptions({ id }));
  const { data } = record;
  return (
    <Drawer
      title={data?.action ?? t('facts')}
      subtitle={data && <p className="text-sm break-words text-ink-soft">{data.what}</p>}
      onClose={onClose}
    >
      {record.error && <QueryFailure error={record.error} onRetry={() => void record.refetch()} />}
      {data ? (
        <div className="flex flex-col gap-6">
          <RecordFacts record={data} />
          <Outcomes record={data} />
          {data.kind === 'intent' && (
            <Part title={t('changes')}>
              {data.changes.length > 0 ? (
                <FieldChanges changes={data.changes} />
              ) : (
                <p className="text-sm text-ink-soft">{t('wanted')}</p>
              )}
            </Part>
          )}
          <Places record={data} />
          <Part title={t('raw')}>
            <CodeBlock code={data.written} />
            <p className="font-mono text-2xs break-all text-ink-faint">
              {t('hash')} {data.hash}
            </p>
          </Part>
        </div>
      ) : (
        !record.error && <Skeleton className="h-40" />
      )}
    </Drawer>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function Outcomes({ record: { outcomes } }: { record: RecordDetail }) {
  const t = useTranslations('audit.drawer');
  if (outcomes.length === 0) return null;
  return (
    <Part title={t('outcomes')}>
      <ul className="flex flex-col text-sm">
        {outcomes.map(({ cluster, result, items, said }) => (
          <li key={cluster} className="border-b border-line py-1.5 last:border-b-0">
            <div className="flex items-center gap-3">
              <span className="min-w-0 flex-1 truncate font-medium">{cluster}</span>
              {items > 0 && <span className="text-xs text-ink-soft">{t('items', { count: items })}</span>}
              <ResultText result={result} />
            </div>
            {said !== '' && <p className="mt-0.5 text-xs break-words text-ink-soft">{said}</p>}
          </li>
        ))}
      </ul>
    </Part>
  );
}

const MOST_LINKS = 50;

/** The way to what it was about: the objects, or the clusters where it names none. */
function Places({ record: { objects, clusters } }: { record: RecordDetail }) {
  const t = useTranslations('audit.drawer');
  const links =
    objects.length > 0
      ? objects.map((object) => ({ href: objectHref(object), text: nameOf(object) }))
      : [...new Set(clusters)].map((name) => ({ href: clusterHref(name), text: t('openCluster', { cluster: name }) }));
  if (links.length === 0) return null;
  return (
    <Part title={t('objects')}>
      <ul className="flex flex-col gap-1 text-sm">
        {links.slice(0, MOST_LINKS).map(({ href, text }) => (
          <li key={href}>
            <ScopedLink href={href} className="break-all text-accent underline-offset-2 hover:underline">
              {text}
            </ScopedLink>
          </li>
        ))}
      </ul>
    </Part>
  );
}

const nameOf = ({ cluster, plural, namespace, name }: RecordDetail['objects'][number]) =>
  `${cluster} · ${plural} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
