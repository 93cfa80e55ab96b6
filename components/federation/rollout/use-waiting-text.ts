'use client';
import { useFormatter, useTranslations } from 'next-intl';
import type { RolloutView } from '~/server/federation/model/rollout';

const MOST_NAMES = 3;

/** What a rollout waits for, in one sentence; undefined where it waits for nothing that is known. */
export function useWaitingText(): (rollout: RolloutView) => string | undefined {
  const t = useTranslations('federation.rollout');
  const format = useFormatter();
  const moment = (at: string) =>
    format.dateTime(new Date(at), { weekday: 'short', hour: '2-digit', minute: '2-digit' });
  const running = ({ waiting, waves, open }: RolloutView) => {
    if (!waiting) return undefined;
    if (waiting.for === 'approval') return t('waits.approval', { wave: waiting.wave + 1, of: waves.length });
    const until = moment(waiting.until);
    if (waiting.for === 'thaw') return t('waits.thaw', { until });
    if (waiting.for === 'success') return t(open + 1 === waves.length ? 'waits.last' : 'waits.success', { until });
    return t('waits.clusters', { count: waiting.clusters.length, names: namesOf(waiting.clusters), until });
  };
  return (rollout) => {
    if (rollout.state === 'running') return running(rollout);
    if (rollout.state === 'paused') return t('waits.resume');
    if (rollout.state !== 'stopped') return undefined;
    const clusters = rollout.events.findLast(({ kind }) => kind === 'stopped')?.clusters ?? [];
    return t('waits.decision', { count: clusters.length, names: namesOf(clusters) });
  };
}

const namesOf = (names: readonly string[]) =>
  names.length > MOST_NAMES ? `${names.slice(0, MOST_NAMES).join(', ')} …` : names.join(', ');
