import { expect, it } from 'vitest';
import { proveChaos } from './prove-chaos';

it('sees nothing lost, doubled, stale or unaudited under a few schedules, and sees what is planted', {
  timeout: 600_000,
}, async () => {
  const { counts, violations } = await proveChaos({ seeds: 10, seconds: undefined });
  expect(violations).toEqual([]);
  expect(counts['faults_caught']).toBe(counts['faults_planted']);
  expect(counts['faults_fired']).toBeGreaterThan(0);
});
