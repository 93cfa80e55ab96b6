import { expect, it } from 'vitest';
import { createMetrics, mayScrape } from './metrics';

it('tells what it finds at the scrape, and forgets what is gone', async () => {
  const tallies = [
    { clusters: { healthy: 2, failed: 1 }, watches: { live: 24 }, leases: 3 },
    { clusters: { healthy: 3 }, watches: { live: 24 }, leases: 3 },
  ];
  const metrics = createMetrics({
    tally: async () => tallies.shift() ?? { clusters: {}, watches: {}, leases: 0 },
    pool: { totalCount: 5, idleCount: 2, waitingCount: 0 },
    listeners: () => 7,
  });
  metrics.observeProcedure('clusters.list', 'ok', 0.02);
  const { text, contentType } = await metrics.read();
  expect(contentType).toMatch(/^text\/plain/);
  expect(text).toContain('portolan_clusters{status="failed"} 1');
  expect(text).toContain('portolan_database_connections{state="busy"} 3');
  expect(text).toContain('portolan_live_streams 7');
  expect(text).toContain('portolan_procedure_seconds_count{procedure="clusters.list",outcome="ok"} 1');
  expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
  expect((await metrics.read()).text).not.toContain('status="failed"');
});

it('answers the token alone', () => {
  expect(mayScrape('Bearer secret', 'secret')).toBe(true);
  for (const wrong of [null, '', 'secret', 'Bearer ', 'Bearer secret2', 'bearer secret'])
    expect(mayScrape(wrong, 'secret')).toBe(false);
});
