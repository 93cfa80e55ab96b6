import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isOverdue, mayHaveSuccessor, planRenewal } from './plan-renewal';

const MINTED = new Date('2026-11-29T00:00:00Z');
const after = (seconds: number) => new Date(MINTED.getTime() + seconds * 1000);

it('renews a token of a day within its second third, and not all of a fleet at once', () => {
  const life = { mintedAt: MINTED, expiresAt: after(86_400) };
  expect(planRenewal(life, 0)).toEqual(after(57_600));
  expect(planRenewal(life, 1)).toEqual(after(48_960));
});

it('looks for a successor before there can be one, and is overdue only after it should be there', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 600, max: 10_000_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (seconds, jitter) => {
        const life = { mintedAt: MINTED, expiresAt: after(seconds) };
        const renewal = planRenewal(life, jitter);
        expect(mayHaveSuccessor(life, new Date(renewal.getTime() + 1))).toBe(true);
        expect(isOverdue(life, renewal)).toBe(false);
        expect(isOverdue(life, life.expiresAt)).toBe(true);
      },
    ),
  );
});
