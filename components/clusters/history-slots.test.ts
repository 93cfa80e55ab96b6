import { describe, expect, it } from 'vitest';
import type { HealthSlot } from '~/server/clusters/model/health';
import { historySlots } from './history-slots';

const NOW = Date.parse('2026-03-01T12:07:00Z');
const sample = (start: string, status: HealthSlot['status'], latencyMs: number | null): HealthSlot => ({
  start,
  status,
  reason: 'ok',
  latencyMs,
});

describe('historySlots', () => {
  it('shows the whole time, also where nothing was recorded', () => {
    const slots = historySlots([sample('2026-03-01T12:05:00Z', 'healthy', 4)], 24, NOW);
    expect(slots).toHaveLength(96);
    expect(slots.slice(0, 95).every(({ worst }) => worst === undefined)).toBe(true);
    expect(slots.at(-1)).toMatchObject({ worst: { status: 'healthy' }, latencyMs: 4 });
  });

  it('lets one bad minute mark its slot', () => {
    const samples = [
      sample('2026-03-01T11:46:00Z', 'healthy', 4),
      sample('2026-03-01T11:50:00Z', 'failed', null),
      sample('2026-03-01T11:55:00Z', 'healthy', 40),
    ];
    expect(historySlots(samples, 1, NOW).at(-2)).toMatchObject({ worst: { status: 'failed' }, latencyMs: 40 });
  });
});
