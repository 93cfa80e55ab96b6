'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { AgentRow } from '~/server/clusters/model/agent';
import { ScopedLink } from '../shell/scoped-link';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { useRefusal } from '../trpc/use-refusal';
import { Button } from '../ui/button';
import { notify } from '../ui/notify';
import { RelativeTime } from '../ui/relative-time';
import { StatusMark } from '../ui/status-mark';
import { clusterHref } from './cluster-href';

/** People watch this list while a command runs next to it. */
const LOOK_MS = 2000;
/** Of those that were let in, as many as one looks for after the command. */
const LATEST = 5;

/** Agents that introduced themselves: those that wait, to be compared and let in, and the latest that were. */
export function WaitingAgents() {
  const t = useTranslations('register.inside');
  const trpc = useTRPC();
  const { data, error } = useQuery({ ...trpc.clusters.agents.queryOptions(), refetchInterval: LOOK_MS });
  if (error) return <QueryFailure error={error} />;
  const waiting = (data ?? []).filter(({ state }) => state === 'pending');
  const approved = (data ?? []).filter(({ state }) => state === 'approved').slice(0, LATEST);
  return (
    <section aria-label={t('agents')} className="flex flex-col gap-2">
      <h2 className="text-sm font-semibold">{t('agents')}</h2>
      {waiting.length === 0 && <p className="text-sm text-ink-faint">{t('nobody')}</p>}
      {[...waiting, ...approved].map((agent) => (
        <Agent key={agent.id} agent={agent} />
      ))}
    </section>
  );
}

function Agent({ agent }: { agent: AgentRow }) {
  const t = useTranslations('register.inside');
  const { name, cluster, state } = agent;
  const facts = `Kubernetes ${agent.kubernetesVersion} · ${t('from', { address: agent.requestedFrom })}`;
  return (
    <article aria-label={name} className="flex flex-wrap items-start gap-3 rounded-lg border border-line bg-sheet p-4">
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <span className="flex items-baseline gap-2 font-medium">
          {state === 'approved' && cluster ? <ScopedLink href={clusterHref(cluster)}>{name}</ScopedLink> : name}
          <span className="text-xs font-normal text-ink-faint">
            <RelativeTime at={agent.requestedAt} />
          </span>
        </span>
        <span className="text-xs text-ink-soft">{facts}</span>
        <code className="font-mono text-xs break-all text-ink-soft">{agent.fingerprint}</code>
        {state === 'pending' && cluster && <p className="text-xs text-degraded">{t('second', { cluster })}</p>}
      </div>
      {state === 'pending' ? (
        <Decide id={agent.id} name={name} />
      ) : (
        <span className="flex items-center gap-1.5 text-sm text-ink-soft">
          <StatusMark status={agent.connected ? 'healthy' : 'unknown'} />
          {t(agent.connected ? 'connected' : 'away')}
        </span>
      )}
    </article>
  );
}

function Decide({ id, name }: { id: string; name: string }) {
  const t = useTranslations('register.inside');
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusalOf = useRefusal();
  const settle = (sentence: 'approved' | 'denied') => ({
    onSuccess: () => {
      void client.invalidateQueries();
      void notify({ title: t(sentence, { name }) });
    },
  });
  const approve = useMutation(trpc.clusters.approveAgent.mutationOptions(settle('approved')));
  const deny = useMutation(trpc.clusters.denyAgent.mutationOptions(settle('denied')));
  const busy = approve.isPending || deny.isPending;
  const error = approve.error ?? deny.error;
  return (
    <div className="flex flex-col items-end gap-2">
      <div className="flex gap-2">
        <Button disabled={busy} refusal={refusalOf('clusters.denyAgent')} onClick={() => deny.mutate({ id })}>
          {t('deny')}
        </Button>
        <Button
          look="primary"
          disabled={busy}
          refusal={refusalOf('clusters.approveAgent')}
          onClick={() => approve.mutate({ id })}
        >
          {t('approve')}
        </Button>
      </div>
      {error && <QueryFailure error={error} />}
    </div>
  );
}
