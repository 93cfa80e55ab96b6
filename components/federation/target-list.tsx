'use client';
import { useTranslations } from 'next-intl';
import type { ApplicationView } from '~/server/federation/model/row';
import type { Target } from '~/server/federation/model/target';
import { clusterHref } from '../clusters/cluster-href';
import { ScopedLink } from '../shell/scoped-link';
import { EmptyState } from '../ui/empty-state';
import { PlainTable } from '../ui/plain-table';
import { RelativeTime } from '../ui/relative-time';
import { Status } from '../ui/status';
import { DeliveredObjects } from './delivered-objects';
import { ReplicasOf } from './replicas-of';
import { useProblemText } from './use-problem-text';

type TargetListProps = {
  application: ApplicationView;
  /** The last open wave of a rollout that is not over; null where nothing is held. */
  open: number | null;
};

/** Every cluster of an application: how far it has come, how it is, and why it is not further. */
export function TargetList({ application: { name, targets }, open }: TargetListProps) {
  const t = useTranslations('federation.target');
  if (targets.length === 0) return <EmptyState title={t('none')}>{t('noneText')}</EmptyState>;
  const columns = [
    { head: t('cluster'), narrow: true, cell: (target: Target) => <ClusterLink cluster={target.cluster} /> },
    { head: t('status'), narrow: true, cell: (target: Target) => <Status status={target.status} /> },
    { head: t('state'), narrow: true, cell: (target: Target) => <State target={target} open={open} /> },
    {
      head: t('ready'),
      narrow: true,
      cell: (target: Target) => <ReplicasOf ready={target.ready} wanted={target.wanted} />,
    },
    { head: t('drifted'), narrow: true, cell: (target: Target) => <Drifted count={target.drifted} /> },
    { head: t('asOf'), narrow: true, cell: (target: Target) => <AsOf at={target.asOf} /> },
    { head: t('objects'), cell: (target: Target) => <Objects application={name} target={target} /> },
  ];
  return (
    <div className="px-6 py-4">
      <PlainTable label={t('label')} columns={columns} rows={targets} keyOf={({ cluster }) => cluster} />
    </div>
  );
}

const ClusterLink = ({ cluster }: { cluster: string }) => (
  <ScopedLink href={clusterHref(cluster)} className="hover:underline">
    {cluster}
  </ScopedLink>
);

function State({ target: { state, revision, appliedRevision, wave }, open }: { target: Target; open: number | null }) {
  const isHeld = open !== null && wave > open && state !== 'applied';
  const t = useTranslations('federation.target');
  return (
    <span className={state === 'applied' ? 'text-ink-soft' : 'text-ink'}>
      {isHeld ? t('held', { revision, wave: wave + 1 }) : t(`states.${state}`, { revision })}
      {state !== 'applied' && appliedRevision !== null && appliedRevision !== revision && (
        <span className="text-ink-faint"> {t('stillAt', { revision: appliedRevision })}</span>
      )}
    </span>
  );
}

const Drifted = ({ count }: { count: number }) => (
  <span className={count > 0 ? 'font-medium text-degraded' : 'text-ink-soft'}>{count}</span>
);

function AsOf({ at }: { at: string | null }) {
  const t = useTranslations('status');
  if (at === null) return <span className="text-unknown">{t('neverSeen')}</span>;
  return <RelativeTime at={at} className="text-ink-soft" />;
}

function Objects({ application, target }: { application: string; target: Target }) {
  const t = useTranslations('federation.target');
  const textOf = useProblemText();
  return (
    <div className="flex flex-col gap-1">
      {target.problems.map((problem) => (
        <p key={JSON.stringify(problem)} className="text-failed">
          {textOf(problem)}
          {problem.said !== '' && <q className="ml-1 font-mono text-xs break-words text-ink-soft">{problem.said}</q>}
        </p>
      ))}
      {target.objects > 0 && (
        <details>
          <summary className="cursor-pointer text-xs text-ink-soft">{t('count', { count: target.objects })}</summary>
          <DeliveredObjects application={application} cluster={target.cluster} />
        </details>
      )}
    </div>
  );
}
