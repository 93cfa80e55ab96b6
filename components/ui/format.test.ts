import { describe, expect, it } from 'vitest';
import { formatBytes, formatCores, formatLatency } from './format-quantity';
import { formatExact, formatRelative } from './format-time';

const NOW = Date.parse('2026-03-01T12:00:00Z');

describe('quantities', () => {
  it('carry binary units and no needless digits', () => {
    expect(formatBytes(0, 'en')).toBe('0 B');
    expect(formatBytes(16_777_216_000, 'en')).toBe('15.6 GiB');
    expect(formatBytes(1024 ** 4 * 512, 'en')).toBe('512 TiB');
  });

  it('show parts of a core in millis and whole cores as a number', () => {
    expect(formatCores(250, 'en')).toBe('250m');
    expect(formatCores(1_250_000, 'en')).toBe('1,250');
    expect(formatLatency(4.4, 'en')).toBe('4 ms');
    expect(formatLatency(1250, 'en')).toBe('1.3 s');
  });
});

describe('times', () => {
  it.each([
    ['2026-03-01T11:59:58Z', 'now'],
    ['2026-03-01T12:00:09Z', 'now'],
    ['2026-03-01T11:57:00Z', '3 min. ago'],
    ['2026-02-27T12:00:00Z', '2 days ago'],
    ['2026-03-03T12:00:00Z', 'in 2 days'],
    ['2023-03-01T12:00:00Z', '3 yr. ago'],
  ])('%s is %s', (at, words) => {
    expect(formatRelative(at, NOW, 'en')).toBe(words);
  });

  it('speak Chinese', () => {
    expect(formatRelative('2026-03-01T11:57:00Z', NOW, 'zh-CN')).toBe('3分钟前');
    expect(formatExact('2026-03-01T11:57:00Z', 'zh-CN', 'Asia/Shanghai')).toContain('19:57:00');
  });
});
