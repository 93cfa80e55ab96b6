import { createHash, timingSafeEqual } from 'node:crypto';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { FleetTally } from '~/server/clusters/ports';

/** What this replica and the fleet look like to Prometheus. Labels are bounded: statuses, states, procedures, never names. */
export type Metrics = {
  /** The exposition format's text and its content type. */
  read(): Promise<{ text: string; contentType: string }>;
  observeProcedure(procedure: string, outcome: 'ok' | 'refused' | 'failed', seconds: number): void;
};

export type MetricSources = {
  tally(): Promise<FleetTally>;
  pool: { totalCount: number; idleCount: number; waitingCount: number };
  /** Live streams that browsers hold open on this replica. */
  listeners(): number;
};

export function createMetrics({ tally, pool, listeners }: MetricSources): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `portolan_${name}`, help, labelNames, registers: [registry] });
  const clusters = gauge('clusters', 'Registered clusters by health.', ['status']);
  const watches = gauge('inventory_watches', 'Watches of the fleet by state.', ['state']);
  const leases = gauge('leases', 'Members that replicas hold a lease on.');
  const connections = gauge('database_connections', 'Connections of this replica.', ['state']);
  const streams = gauge('live_streams', 'Live streams that browsers hold open.');
  const procedures = new Histogram({
    name: 'portolan_procedure_seconds',
    help: 'Time that a procedure took.',
    labelNames: ['procedure', 'outcome'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });

  return {
    read: async () => {
      const found = await tally();
      setAll(clusters, 'status', found.clusters);
      setAll(watches, 'state', found.watches);
      leases.set(found.leases);
      const { idleCount: idle, waitingCount: waiting, totalCount } = pool;
      setAll(connections, 'state', { idle, waiting, busy: totalCount - idle });
      streams.set(listeners());
      return { text: await registry.metrics(), contentType: registry.contentType };
    },
    observeProcedure: (procedure, outcome, seconds) => procedures.observe({ procedure, outcome }, seconds),
  };
}

/** Whether a scrape carries the token; takes as long for a wrong one as for the right one. */
export function mayScrape(authorization: string | null, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${token}`));
}

function setAll(gauge: Gauge, label: string, values: Record<string, number>): void {
  gauge.reset();
  for (const [name, value] of Object.entries(values)) gauge.set({ [label]: name }, value);
}
