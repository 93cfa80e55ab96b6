import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import { BANNER, BUNDLE, OUT_EXTENSION } from '../../bundle-settings.mjs';

/** A replica as a process of its own, which can be killed, frozen, and started anew in the same place. */
export type Replica = {
  index: number;
  /** Undefined while it is dead or not ready yet. */
  origin(): string | undefined;
  isFrozen(): boolean;
  kill(): void;
  freeze(): void;
  thaw(): void;
  /** Starts it where it is dead. Throws what it said where it does not start. */
  revive(): Promise<void>;
  stop(): Promise<void>;
  /** What it said where it ended by itself. */
  crashes(): string[];
  /** As the hub knows this process. */
  holder(): string | undefined;
};

type Running = { child: ChildProcess; origin: string | undefined; holder: string | undefined };

const FOLDER = path.resolve('dist/chaos');

/** One file that Node starts in a moment: the replica as it is in this checkout. */
export async function bundleReplica(): Promise<void> {
  await build({
    ...{ ...BUNDLE, outdir: FOLDER, outExtension: OUT_EXTENSION, banner: BANNER },
    entryPoints: { replica: 'scripts/prove/chaos/replica.ts', 'yaml-worker': 'server/yaml/yaml-worker.ts' },
    packages: 'external',
  });
}

export function createReplica(index: number, env: Record<string, string>): Replica {
  let running: Running | undefined;
  let isFrozen = false;
  let said = '';
  const crashes: string[] = [];
  const end = (signal: NodeJS.Signals) => {
    running?.child.kill(signal);
    isFrozen = false;
    running = undefined;
  };
  return {
    index,
    origin: () => running?.origin,
    isFrozen: () => isFrozen,
    crashes: () => crashes.splice(0),
    holder: () => running?.holder,
    kill: () => end('SIGKILL'),
    freeze: () => {
      isFrozen = running?.child.kill('SIGSTOP') ?? false;
    },
    thaw: () => {
      running?.child.kill('SIGCONT');
      isFrozen = false;
    },
    revive: async () => {
      if (running) return;
      const child = spawn(process.execPath, ['--enable-source-maps', path.join(FOLDER, 'replica.mjs')], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, ...env },
      });
      const mine: Running = { child, origin: undefined, holder: undefined };
      running = mine;
      said = '';
      child.stderr?.on('data', (data: Buffer) => {
        said = `${said}${data}`.slice(-4000);
        if (process.env['CHAOS_SHOW']) process.stderr.write(`[${index}] ${data}`);
      });
      await new Promise<void>((resolve, reject) => {
        child.stdout?.on('data', (data: Buffer) => {
          const line = String(data)
            .split('\n')
            .find((text) => text.startsWith('{"port"'));
          if (!line) return;
          const { port, holder } = JSON.parse(line) as { port: number; holder: string };
          Object.assign(mine, { origin: `http://127.0.0.1:${port}`, holder });
          resolve();
        });
        child.once('exit', (code) => {
          const isOurs = running === mine;
          if (isOurs) running = undefined;
          if (isOurs && mine.origin !== undefined) crashes.push(`replica ${index} ended with ${code}: ${said}`);
          // one that was killed while it started is as dead as was wanted
          if (isOurs && code !== null && mine.origin === undefined)
            reject(new Error(`replica ${index} ended with ${code}: ${said}`));
          else resolve();
        });
      });
    },
    stop: async () => {
      const child = running?.child;
      end('SIGKILL');
      if (child && child.exitCode === null && child.signalCode === null)
        await new Promise((resolve) => child.once('exit', resolve));
    },
  };
}
