import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { testPorts } from './test-ports';

const STARTED = /simulated clusters are registered/;
const LINK = /http:\/\/\S+\/sign-in#token=\S+/;
/** Bound for a checkout that nothing was built in yet. */
const LIMIT_MS = 600_000;

/** Starts the hub as a newcomer does, on ports and data of its own, with the demo fleet; stops it after the last test. */
export default async function startHub(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'portolan-browser-'));
  const { http, https } = testPorts();
  const env = {
    ...process.env,
    PORT: String(http),
    PORTOLAN_TLS_PORT: String(https),
    PORTOLAN_DATA_DIR: dataDir,
    PORTOLAN_LOG_LEVEL: 'warn',
  };
  const hub = spawn(process.execPath, ['scripts/start.mjs', '--demo'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => hub.once('exit', () => resolve()));
  const stop = async () => {
    hub.kill('SIGTERM');
    await ended;
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  let output = '';
  hub.stdout.on('data', (data: Buffer) => {
    output += data.toString();
  });
  const until = Date.now() + LIMIT_MS;
  while (!STARTED.test(output)) {
    if (hub.exitCode !== null || Date.now() > until) {
      await stop();
      throw new Error(`the hub did not start:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  mkdirSync('playwright/.results', { recursive: true });
  writeFileSync('playwright/.results/fleet-kubeconfig.txt', path.join(dataDir, 'demo-kubeconfig.yaml'));
  writeFileSync('playwright/.results/link.txt', LINK.exec(output)?.[0] ?? '');
  return stop;
}
