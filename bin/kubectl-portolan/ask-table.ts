import { execFile } from 'node:child_process';
import { read } from './ask';
import { hubOf } from './kept-hubs';
import type { ClusterTable } from './merge-tables';

const LIMITS = { timeout: 60_000, maxBuffer: 256 * 1024 * 1024 };

/** The table that kubectl prints of one cluster, or why there is none. */
export function askTable(cluster: string, words: string[]): Promise<ClusterTable> {
  return new Promise((resolve) => {
    execFile('kubectl', words, LIMITS, async (error, stdout, stderr) => {
      if (!error) return resolve({ cluster, lines: stdout.split('\n').filter((line) => line !== '') });
      const said = stderr.trim().split('\n').at(-1) || error.message;
      const reason = error.killed ? 'no answer within a minute' : await reasonOf(cluster, said);
      resolve({ cluster, lines: [], error: reason });
    });
  });
}

/** Newer kubectls keep to themselves why the hub does not reach a cluster. */
async function reasonOf(cluster: string, said: string): Promise<string> {
  try {
    const { status, text } = await read(hubOf(), `/k8s/clusters/${cluster}/version`);
    return status === 200 ? said : (JSON.parse(text) as { message: string }).message;
  } catch {
    return said;
  }
}
