import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export type AgentProcess = {
  child: ChildProcess;
  /** What it has said so far. */
  said(): string;
  stop(): Promise<void>;
};

export type AgentSettings = {
  hub: string;
  ca: string;
  kubeconfig: string;
  token?: string;
  name?: string;
  context?: string;
  state: string;
};

/** A folder for one agent: its key, what it trusts, its kill switch. */
export function agentFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'portolan-agent-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const PROGRAM = path.resolve('dist/agent.mjs');

/** Bundles the agent as `npm start` does, unless it is newer than every test run could care about. */
export function buildAgent(): void {
  const isFresh = existsSync(PROGRAM) && Date.now() - statSync(PROGRAM).mtimeMs < 60_000;
  if (!isFresh) execFileSync(process.execPath, ['scripts/bundle.mjs'], { stdio: 'inherit' });
}

/** The built agent as a process of its own, beside the member that it speaks for. */
export function startAgent({ hub, ca, kubeconfig, token, name, context, state }: AgentSettings): AgentProcess {
  const at = (file: string) => path.join(state, file);
  writeFileSync(at('kubeconfig'), kubeconfig);
  writeFileSync(at('ca.crt'), ca);
  if (token !== undefined) writeFileSync(at('token'), token);
  const files = ['--ca', at('ca.crt'), '--token-file', at('token'), '--writes-file', at('writes')];
  const args = ['--hub', hub, ...files, '--kubeconfig', at('kubeconfig'), '--state', state];
  const child = spawn(
    process.execPath,
    [
      PROGRAM,
      ...args,
      ...(name === undefined ? [] : ['--name', name]),
      ...(context === undefined ? [] : ['--context', context]),
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    ...{ child, said: () => output },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
