import { failureOf } from '~/server/kernel/failure';
import type { Intent, Outcome } from './model/intent';
import type { AuditTrail } from './ports';

/** Runs a write between its intent and its outcome. `judge` says what became of it; an error is recorded and thrown on. */
export async function recorded<Value>(
  audit: AuditTrail,
  intent: Intent,
  work: () => Promise<Value>,
  judge: (value: Value) => { outcome: Outcome; detail?: unknown } = () => ({ outcome: 'applied' }),
): Promise<Value> {
  const id = await audit.intend(intent);
  let value: Value;
  try {
    value = await work();
  } catch (error) {
    const failure = failureOf(error);
    await audit.settle(id, failure ? 'refused' : 'failed', failure ?? { kind: 'internal' });
    throw error;
  }
  const { outcome, detail } = judge(value);
  await audit.settle(id, outcome, detail);
  return value;
}
