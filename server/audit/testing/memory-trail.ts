import type { Intent } from '../model/intent';
import type { AuditTrail } from '../ports';

/** What would be on record, without a database. */
export function memoryTrail() {
  const record: (Intent & { outcome?: string; detail?: unknown })[] = [];
  const audit: AuditTrail = {
    intend: async (intent) => String(record.push({ ...intent }) - 1),
    settle: async (id, outcome, detail) => void Object.assign(record[Number(id)] ?? {}, { outcome, detail }),
    abandonBefore: async () => 0,
  };
  return { audit, record };
}
