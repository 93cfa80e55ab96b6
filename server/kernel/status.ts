/** One set of words for the state of everything in the product; `unknown` is never shown as healthy. */
export const STATUSES = ['healthy', 'progressing', 'degraded', 'failed', 'unknown', 'suspended'] as const;
export type Status = (typeof STATUSES)[number];

const GRAVITY: Record<Status, number> = {
  failed: 5,
  degraded: 4,
  unknown: 3,
  progressing: 2,
  suspended: 1,
  healthy: 0,
};

/** The worse, the greater. */
export const gravityOf = (status: Status): number => GRAVITY[status];

/** The gravest of several states; `unknown` for none at all, because nothing was seen. */
export function gravest(statuses: Iterable<Status>): Status {
  let worst: Status | undefined;
  for (const status of statuses) if (worst === undefined || GRAVITY[status] > GRAVITY[worst]) worst = status;
  return worst ?? 'unknown';
}
