'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { Drain, DrainedPod } from '~/server/objects/model/drain';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { Button } from '../../ui/button';
import { ItemList, ListItem } from '../../ui/item-list';
import { RelativeTime } from '../../ui/relative-time';
import { StatusMark } from '../../ui/status-mark';
import type { StatusWord } from '../../ui/status-words';

const OF_DRAIN: Record<Drain['state'], StatusWord> = {
  running: 'progressing',
  done: 'healthy',
  failed: 'failed',
  cancelled: 'suspended',
  interrupted: 'unknown',
};
const OF_POD: Record<DrainedPod['state'], StatusWord> = {
  waiting: 'degraded',
  evicted: 'progressing',
  gone: 'healthy',
  failed: 'failed',
};
const ORDER: DrainedPod['state'][] = ['failed', 'waiting', 'evicted', 'gone'];

/** What the hub itself says of a drain that failed; all else are a member's words. */
const SAID = { timeout: 'timedOut', rights: 'rightsLost' } as const;
const isOurs = (said: string): said is keyof typeof SAID => Object.hasOwn(SAID, said);

/** A drain as it stands: how far it is, and of each pod why it waits and since when. */
export function DrainProgress({ drain }: { drain: Drain }) {
  const t = useTranslations('objects.drain');
  const status = useTranslations('status');
  const gone = drain.pods.filter(({ state }) => state === 'gone').length;
  const pods = drain.pods.toSorted((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state));
  return (
    <section aria-label={t('progressOf', { name: drain.node.name })} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <span role="status" className="flex items-center gap-1.5 font-medium">
          <StatusMark status={OF_DRAIN[drain.state]} />
          {t(`state.${drain.state}`)}
        </span>
        <progress
          className="h-1.5 w-32 accent-accent"
          max={Math.max(1, drain.total)}
          value={drain.total === 0 ? 1 : gone}
          aria-label={t('gone', { gone, total: drain.total })}
        />
        <span className="text-ink-soft">{t('gone', { gone, total: drain.total })}</span>
        <span className="text-xs text-ink-faint">
          {t('startedBy', { name: drain.startedBy })} <RelativeTime at={drain.startedAt} /> · {status('asOf')}{' '}
          <RelativeTime at={drain.updatedAt} />
        </span>
        {drain.state === 'running' && <CancelDrain drain={drain} />}
      </div>
      {drain.said !== '' && (
        <p className="text-sm text-failed">{isOurs(drain.said) ? t(SAID[drain.said]) : drain.said}</p>
      )}
      {pods.length > 0 && (
        <ItemList className="max-h-72 overflow-y-auto">
          {pods.map((pod) => (
            <PodLine key={`${pod.namespace}/${pod.name}`} pod={pod} />
          ))}
        </ItemList>
      )}
    </section>
  );
}

function PodLine({ pod: { namespace, name, state, said, since } }: { pod: DrainedPod }) {
  const t = useTranslations('objects.drain');
  return (
    <ListItem
      name={`${namespace} / ${name}`}
      title={`${namespace} / ${name}`}
      status={OF_POD[state]}
      note={
        <>
          {t(`podState.${state}`)} · <RelativeTime at={since} />
        </>
      }
    >
      {said !== '' && <q className="block pl-5 font-mono text-xs break-words text-ink-soft">{said}</q>}
    </ListItem>
  );
}

function CancelDrain({ drain }: { drain: Drain }) {
  const t = useTranslations('objects.drain');
  const trpc = useTRPC();
  const client = useQueryClient();
  const cancel = useMutation(
    trpc.objects.cancelDrain.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: trpc.objects.drains.queryKey() }),
    }),
  );
  return (
    <>
      <Button
        size="sm"
        disabled={cancel.isPending || cancel.isSuccess}
        onClick={() => cancel.mutate({ cluster: drain.node.cluster, id: drain.id })}
      >
        {t(cancel.isSuccess ? 'cancelling' : 'cancel')}
      </Button>
      {cancel.error && <QueryFailure error={cancel.error} />}
    </>
  );
}
