import type { Wiring } from '~/server/wiring';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/**
 * Takes, every hour, from the record what is older than PORTOLAN_AUDIT_DAYS, and recordings older than PORTOLAN_RECORDING_DAYS;
 * that it did so is on record. Returns how to stop.
 */
export function keepRecord({ env, record, recordings, audit, clock, log }: Wiring): () => void {
  const actor = { kind: 'system', name: 'retention' } as const;
  const keep = async (action: string, days: number, removeBefore: (moment: Date) => Promise<number>) => {
    if (days === 0) return;
    const before = new Date(clock.now().getTime() - days * DAY_MS);
    const removed = await removeBefore(before);
    if (removed === 0) return;
    const told = { actor, action, target: {}, requestId: '' };
    const id = await audit.intend({ ...told, after: { before: before.toISOString(), days, removed } });
    await audit.settle(id, 'applied');
  };
  const keepAll = async () => {
    await keep('audit.retention', env.auditDays, record.removeBefore);
    await keep('audit.recordingRetention', env.recordingDays, recordings.removeBefore);
  };
  const timer = setInterval(
    () => void keepAll().catch((error: unknown) => log.error({ err: error }, 'the record could not be shortened')),
    HOUR_MS,
  );
  return () => clearInterval(timer);
}
