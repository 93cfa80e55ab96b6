import type { DeliveryRow } from '~/server/notifications/model/delivery';

/** Each outcome in the language of statuses. */
export const OUTCOME_MARKS = {
  waiting: 'progressing',
  retrying: 'degraded',
  delivered: 'healthy',
  'given-up': 'failed',
} as const;

/** A message that failed once and is tried again is not as one that waits for the first time. */
export const outcomeOf = ({ state, attempts, fault }: DeliveryRow) =>
  state === 'waiting' && attempts > 0 && fault !== null ? 'retrying' : state;
