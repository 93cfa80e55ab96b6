import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { importKubeconfig } from '~/server/clusters/import-kubeconfig';
import type { Env } from '~/server/env';
import type { PersonActor } from '~/server/teams/model/actor';
import type { Wiring } from '~/server/wiring';
import { deliverAgain } from './deliver-again';
import { writeDemoApplications } from './demo-applications';
import { step, tell } from './progress';

/** A fleet that fails ends by itself; this is for one that hangs. */
const WAIT_MS = 180_000;

/**
 * Starts the simulated fleet as a program of its own registers its members like anyone else's, and runs applications
 * in them. Returns how to stop it.
 */
export async function startDemo(wiring: Wiring, env: Env, operator: PersonActor): Promise<() => Promise<void>> {
  const kubeconfig = path.join(env.dataDir, 'demo-kubeconfig.yaml');
  rmSync(kubeconfig, { force: true });
  const program = env.production
    ? [path.resolve('dist/simulator.mjs')]
    : ['--import', 'tsx', path.resolve('server/simulator/main.ts')];
  const child = spawn(process.execPath, [...program, '--kubeconfig', kubeconfig, '--parent-pid', String(process.pid)], {
    stdio: ['pipe', 'inherit', 'inherit'],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await step('Starting the simulated fleet', () => appears(kubeconfig, child));
  const results = await step('Registering the simulated fleet', () =>
    importKubeconfig(wiring.clusters, readFileSync(kubeconfig, 'utf8'), { refresh: true }),
  );
  const refused = results.filter(({ outcome }) => outcome === 'refused');
  tell(`${results.length - refused.length} of ${results.length} simulated clusters are registered`);
  for (const { context, detail } of refused) tell(`${context} is not registered: ${detail}`);
  const stopped = new AbortController();
  const again = deliverAgain(wiring, operator, stopped.signal).catch((error: unknown) =>
    tell(`what the fleet had is not delivered again: ${error}`),
  );
  await writeDemoApplications(wiring, operator);
  return async () => {
    stopped.abort();
    await again;
    child.kill('SIGTERM');
    await ended;
  };
}

function appears(file: string, child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    const until = Date.now() + WAIT_MS;
    child.once('exit', (code) => reject(new Error(`the simulated fleet ended with ${code}`)));
    child.once('error', reject);
    const look = () => {
      if (existsSync(file)) resolve();
      else if (Date.now() > until) reject(new Error(`the simulated fleet did not start in ${WAIT_MS / 1000} s`));
      else setTimeout(look, 50);
    };
    look();
  });
}
