import { isGrave, type NotificationEvent } from '../model/event';
import type { Rule } from '../model/rule';
import { isQuiet } from './quiet-hours';

/** What a rule has not said yet. `raisedAt`, `endedAt`: when the hub knew. */
export type Untold = {
  /** Open, and not told of. */
  began: readonly (NotificationEvent & { raisedAt: Date })[];
  /** Told of, and ended since. */
  ended: readonly NotificationEvent[];
};

type Timing = Pick<Rule, 'grouping' | 'quiet' | 'timeZone'>;
export type Planned = { began: NotificationEvent[]; ended: NotificationEvent[] };

/**
 * What a rule says at this moment; undefined for nothing (yet). The first message waits for what comes with it, the next ones
 * keep their distance, and in quiet hours only what is grave is said. `lastToldAt`: when the rule spoke last.
 */
export function planMessage(
  { grouping, quiet, timeZone }: Timing,
  { began, ended }: Untold,
  lastToldAt: Date | null,
  now: Date,
): Planned | undefined {
  const isHeld = quiet !== null && isQuiet(quiet, timeZone, now);
  const isLoud = ({ kind }: NotificationEvent) => !isHeld || (quiet.graveBreaks && isGrave(kind));
  const loud = { began: began.filter(isLoud), ended: ended.filter(isLoud) };
  const moments = [...loud.began.map(({ raisedAt }) => raisedAt.getTime()), ...loud.ended.map(endOf)];
  if (moments.length === 0) return undefined;
  const waited = Math.min(...moments) + grouping.wait * 1000;
  const spaced = lastToldAt === null ? waited : lastToldAt.getTime() + grouping.interval * 1000;
  if (now.getTime() < Math.max(waited, spaced)) return undefined;
  return { began: loud.began.map(({ raisedAt: _, ...event }) => event), ended: loud.ended };
}

const endOf = ({ endedAt }: NotificationEvent) => (endedAt === null ? 0 : Date.parse(endedAt));
