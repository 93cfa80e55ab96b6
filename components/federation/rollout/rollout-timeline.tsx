'use client';
import { useTranslations } from 'next-intl';
import type { RolloutEvent, RolloutView } from '~/server/federation/model/rollout';
import { EntryList } from '../../ui/entry-list';
import { RelativeTime } from '../../ui/relative-time';

/** What happened with a rollout, the newest first: when, and who let it. */
export function RolloutTimeline({ rollout: { events, waves } }: { rollout: RolloutView }) {
  const t = useTranslations('federation.rollout');
  const nameOf = ({ wave }: RolloutEvent) => (wave === null ? '' : waves[wave]?.name || t('rest'));
  return (
    <EntryList
      label={t('timeline')}
      entries={events.toReversed()}
      keyOf={(event) => `${event.at} ${event.kind}`}
      title={(event) => t(`event.${event.kind}`, { wave: (event.wave ?? 0) + 1, name: nameOf(event) })}
      detail={(event) => (
        <>
          <RelativeTime at={event.at} />
          <span>{event.by ?? t('byHub')}</span>
          {event.reason !== '' && <q>{event.reason}</q>}
          {event.clusters.length > 0 && <span className="text-failed">{event.clusters.join(', ')}</span>}
        </>
      )}
    />
  );
}
