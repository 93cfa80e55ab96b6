import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '~/server/db/embedded/embedded-postgres';
import { type Bench, percentile, round } from '../measure';
import { startBenchHub } from '../programs';
import { fillNodes } from './fill-nodes';
import { listQueries } from './list-queries';
import { measureScripts } from './measure-scripts';
import { timeQueries } from './time-queries';

const ROUNDS = 30;
const NODES = 1000;
const PAGES = ['clusters', 'clusters/page-001/nodes'];

/** What a table page costs a browser before its first row answers, and what a page of 100,000 nodes costs the server. */
export const benchPage: Bench = async ({ quick }) => {
  const clusters = quick ? 5 : 100;
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'portolan-bench-pg-'));
  const server = await startEmbeddedPostgres({ dataDir });
  const url = `${server.url}/page`;
  await fillNodes(url, { clusters, nodes: NODES });
  const hub = await startBenchHub({ DATABASE_URL: url });
  try {
    const scripts = await measureScripts(hub, PAGES);
    for (const { page, first, lazy } of scripts) {
      console.log(`/${page}: ${round(first)} KB gz before the first row, ${round(lazy)} KB gz later`);
    }
    const times = await timeQueries(hub, listQueries(clusters * NODES), quick ? 3 : ROUNDS);
    for (const { name, ms } of times) {
      console.log(`${name}: p50 ${round(percentile(ms, 0.5))} ms, p99 ${round(percentile(ms, 0.99))} ms`);
    }
    const largest = scripts.toSorted((a, b) => b.first - a.first)[0];
    const all = times.flatMap(({ ms }) => ms);
    const figures = {
      js_kb_gz: round(largest?.first ?? Number.NaN),
      js_lazy_kb_gz: round(largest?.lazy ?? Number.NaN),
      list_p50_ms: round(percentile(all, 0.5)),
      list_p99_ms: round(percentile(all, 0.99)),
    };
    const goals = [
      { goal: 'JavaScript before the first row <= 200 KB gz', met: figures.js_kb_gz <= 200 },
      { goal: 'p99 of a page of 100,000 nodes <= 150 ms', met: figures.list_p99_ms <= 150 },
    ];
    return { figures, goals };
  } finally {
    await hub.stop();
    await server.stop();
    rmSync(server.dataDir, { recursive: true, force: true });
  }
};
