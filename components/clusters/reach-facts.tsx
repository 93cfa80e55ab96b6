'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Reach } from '~/server/clusters/model/agent';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { useRefusal } from '../trpc/use-refusal';
import { Button } from '../ui/button';
import { ConfirmByName } from '../ui/confirm-by-name';
import { DescriptionList, type Fact } from '../ui/description-list';
import { notify } from '../ui/notify';
import { Quantity } from '../ui/quantity';
import { RelativeTime } from '../ui/relative-time';

const LOOK_MS = 5000;

/** How the hub reaches a member, what it holds of it, and, where an agent is in it, what may be done about that. */
export function ReachFacts({ name }: { name: string }) {
  const t = useTranslations('clusters.reach');
  const trpc = useTRPC();
  const { data } = useQuery({ ...trpc.clusters.reach.queryOptions({ name }), refetchInterval: LOOK_MS });
  if (!data) return null;
  return (
    <section aria-label={t('title')}>
      <h2 className="pb-1 text-xs font-medium text-ink-soft">{t('title')}</h2>
      <Facts reach={data} />
      {data.agent && <ReachActions name={name} reach={data} />}
    </section>
  );
}

function Facts({ reach: { mode, credential, agent, tunnel } }: { reach: Reach }) {
  const t = useTranslations('clusters.reach');
  const facts: Fact[] = [
    { term: t('mode'), value: t(`modes.${mode}`) },
    { term: t('holds'), value: t(credential ? `credential.${credential}` : 'holdsNothing') },
  ];
  if (agent) {
    const { fingerprint, certificateExpiresAt: expires, quarantinedUntil: until } = agent;
    facts.push({ term: t('key'), value: <code className="font-mono text-xs break-all">{fingerprint}</code> });
    if (expires) facts.push({ term: t('certificate'), value: <RelativeTime at={expires} /> });
    if (until) facts.push({ term: t('quarantine'), value: <span className="text-failed">{t('copied')}</span> });
  }
  if (tunnel) {
    const { connected, since, roundTripMs, agentVersion, writes } = tunnel;
    const state = { term: t(connected ? 'connectedSince' : 'awaySince'), value: <RelativeTime at={since} /> };
    facts.push(state, { term: t('version'), value: agentVersion });
    if (connected) facts.push({ term: t('roundTrip'), value: <Quantity of={roundTripMs} as="latency" /> });
    facts.push({ term: t('writes'), value: t(writes ? 'mayWrite' : 'readsOnly') });
  }
  return <DescriptionList facts={facts} />;
}

function ReachActions({ name, reach }: { name: string; reach: Reach }) {
  const t = useTranslations('clusters.reach');
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusalOf = useRefusal();
  const refusal = (action: 'clusters.switchMode' | 'clusters.revokeAgent') => refusalOf(action, { cluster: name });
  const [revoking, setRevoking] = useState(false);
  const settled = (sentence: 'switched' | 'revoked') => ({
    onSuccess: () => {
      void client.invalidateQueries();
      void notify({ title: t(sentence, { name }) });
      setRevoking(false);
    },
  });
  const revoke = useMutation(trpc.clusters.revokeAgent.mutationOptions(settled('revoked')));
  const change = useMutation(trpc.clusters.switchMode.mutationOptions(settled('switched')));
  const other = reach.mode === 'pull' ? 'push' : 'pull';
  const lacks = other === 'push' && reach.credential === null ? t('noCredential') : undefined;
  return (
    <div className="flex flex-col gap-2 pt-3">
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          disabled={change.isPending}
          refusal={refusal('clusters.switchMode') ?? lacks}
          onClick={() => change.mutate({ name, mode: other })}
        >
          {t(`switchTo.${other}`)}
        </Button>
        <Button size="sm" look="danger" refusal={refusal('clusters.revokeAgent')} onClick={() => setRevoking(true)}>
          {t('revoke')}
        </Button>
      </div>
      {change.error && <QueryFailure error={change.error} />}
      {revoking && (
        <ConfirmByName
          {...{ title: t('revokeTitle', { name }), name, action: t('revoke'), busy: revoke.isPending }}
          onConfirm={() => revoke.mutate({ name })}
          onClose={() => setRevoking(false)}
        >
          <p className="text-sm text-ink-soft">{t('revokeText')}</p>
          {revoke.error && <QueryFailure error={revoke.error} />}
        </ConfirmByName>
      )}
    </div>
  );
}
