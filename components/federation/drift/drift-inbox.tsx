'use client';
import { useTranslations } from 'next-intl';
import type { DriftRow } from '~/server/federation/model/drift';
import { useTRPC } from '../../trpc/client';
import { ListTable } from '../../trpc/list-table';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { setUrlParameters, useUrlParameter } from '../../ui/use-url-state';
import { DriftActions } from './drift-actions';
import { useDriftColumns } from './drift-columns';
import { driftInput } from './drift-input';
import { DriftMatrix } from './drift-matrix';

/** Every field that is not as it was applied: where, what instead, who and when; and what is done about it. */
export function DriftInbox() {
  const t = useTranslations('federation.drift');
  const trpc = useTRPC();
  const [application] = useUrlParameter('application');
  const [cluster] = useUrlParameter('cluster');
  const isNarrow = application !== null && cluster !== null;
  const narrow = isNarrow ? { application, cluster } : {};
  return (
    <>
      <DriftMatrix />
      {isNarrow && (
        <p className="flex items-center gap-3 px-6 pb-2 text-sm text-ink-soft">
          {t('only', narrow as { application: string; cluster: string })}
          <Button size="sm" onClick={() => setUrlParameters({ application: null, cluster: null })}>
            {t('all')}
          </Button>
        </p>
      )}
      <ListTable<DriftRow, ReturnType<typeof trpc.federation.drift.queryKey>>
        key={`${application} ${cluster}`}
        id="drift"
        label={t('title')}
        columns={useDriftColumns()}
        ask={(input) => trpc.federation.drift.queryOptions(driftInput(input, { state: 'open', ...narrow }))}
        rowId={(row) => row.id}
        rowLabel={(row) => `${row.name} ${row.path}`}
        placeholder={t('filter')}
        bulk={(rows, clear) => <DriftActions rows={rows} onDone={clear} />}
        empty={(filtered) =>
          filtered || isNarrow ? (
            <EmptyState title={t('noMatch')} />
          ) : (
            <EmptyState title={t('none')}>{t('noneText')}</EmptyState>
          )
        }
      />
    </>
  );
}
