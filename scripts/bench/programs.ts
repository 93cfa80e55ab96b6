import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const TSX = ['--import', 'tsx'];
/** For a look inside: `BENCH_NODE_ARGUMENTS=--cpu-prof npm run bench -- sync`. */
const nodeArguments = (process.env['BENCH_NODE_ARGUMENTS'] ?? '').split(' ').filter((argument) => argument !== '');

/** A bench fleet in a process of its own; its members' kubeconfig is `kubeconfig`. */
export async function startBenchMembers(args: string[]): Promise<{ kubeconfig: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'portolan-bench-'));
  const kubeconfig = path.join(folder, 'kubeconfig.yaml');
  const program = [...TSX, '--max-old-space-size=8192', 'server/simulator/main.ts', '--kubeconfig', kubeconfig];
  const child = spawn(process.execPath, [...program, ...args], { stdio: ['pipe', 'ignore', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  while (!existsSync(kubeconfig)) {
    if (child.exitCode !== null) throw new Error(`the bench fleet ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    kubeconfig,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Runs one contestant in a process of its own and returns the JSON of its last line. */
export async function contest<Result>(
  script: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<Result> {
  const child: ChildProcess = spawn(process.execPath, [...TSX, ...nodeArguments, script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  let output = '';
  child.stdout?.on('data', (data: Buffer) => {
    output += data.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`${script} ended with ${code}: ${output}`);
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as Result;
}
