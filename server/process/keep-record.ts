import type { Wiring } from '~/server/wiring';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Takes from the record, every hour, what is older than PORTOLAN_AUDIT_DAYS; that it did so is on record. Returns how to stop. */
export function keepRecord({ env, record, audit, clock, log }: Wiring): () => void {
  if (env.auditDays === 0) return () => undefined;
  const actor = { kind: 'system', name: 'retention' } as const;
  const keep = async () => {
    const before = new Date(clock.now().getTime() - env.auditDays * DAY_MS);
    const removed = await record.removeBefore(before);
    if (removed === 0) return;
    const told = { actor, action: 'audit.retention', target: {}, requestId: '' };
    const id = await audit.intend({ ...told, after: { before: before.toISOString(), days: env.auditDays, removed } });
    await audit.settle(id, 'applied');
  };
  const timer = setInterval(
    () => void keep().catch((error: unknown) => log.error({ err: error }, 'the record could not be shortened')),
    HOUR_MS,
  );
  return () => clearInterval(timer);
}
