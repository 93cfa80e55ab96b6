import type { HealthSlot } from '~/server/clusters/model/health';
import { groupBy } from '~/server/kernel/group-by';
import { gravest } from '~/server/kernel/status';

export type HistorySlot = { start: number; worst: HealthSlot | undefined; latencyMs: number | null };

export const SLOT_MS = 15 * 60_000;

/** The last hours in equal slots, oldest first: the gravest sample of each and its slowest answer; nothing where nothing was recorded. */
export function historySlots(samples: readonly HealthSlot[], hours: number, now: number): HistorySlot[] {
  const count = Math.ceil((hours * 3_600_000) / SLOT_MS);
  const end = (Math.floor(now / SLOT_MS) + 1) * SLOT_MS;
  const bySlot = groupBy(samples, slotOf);
  return Array.from({ length: count }, (_, index) => {
    const start = end - (count - index) * SLOT_MS;
    const inside = bySlot.get(start) ?? [];
    const worst = inside.find((sample) => sample.status === gravest(inside.map(({ status }) => status)));
    const latencies = inside.flatMap(({ latencyMs }) => latencyMs ?? []);
    return { start, worst, latencyMs: latencies.length === 0 ? null : Math.max(...latencies) };
  });
}

const slotOf = ({ start }: HealthSlot) => Math.floor(Date.parse(start) / SLOT_MS) * SLOT_MS;
