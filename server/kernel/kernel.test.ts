import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { DomainError, failureOf, invalid } from './failure';
import { Secret } from './secret';
import { gravest } from './status';

describe('Secret', () => {
  it('shows itself nowhere but in reveal', () => {
    const secret = new Secret('hunter2');
    const seen = [String(secret), JSON.stringify({ secret }), inspect(secret), inspect({ a: [secret] }), `${secret}`];
    expect(seen.join(' ')).not.toContain('hunter2');
    expect(Object.keys(secret)).toEqual([]);
    expect(secret.reveal()).toBe('hunter2');
  });
});

describe('gravest', () => {
  it('calls nothing unknown, and lets unknown outweigh healthy', () => {
    expect(gravest([])).toBe('unknown');
    expect(gravest(['healthy', 'unknown', 'healthy'])).toBe('unknown');
    expect(gravest(['healthy', 'failed', 'degraded'])).toBe('failed');
  });
});

describe('failureOf', () => {
  it('finds the failure of our own error and of no other', () => {
    expect(failureOf(invalid('spec.name', 'is taken'))).toEqual({
      kind: 'invalid',
      issues: [{ path: ['spec', 'name'], message: 'is taken' }],
    });
    expect(failureOf(new Error('boom'))).toBeUndefined();
    expect(new DomainError({ kind: 'unauthenticated' }).message).toBe('unauthenticated');
  });
});
