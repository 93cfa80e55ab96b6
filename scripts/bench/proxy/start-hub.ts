import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What the program `hub-door.ts` says of itself. */
type Said = { url: string; ca: string; token: string; person: string; joinToken: string };

/** Starts the hub's door in a process of its own; `joins` is the name that an agent may join as. */
export async function startHub(url: string, key: Buffer, joins: string): Promise<Said & { stop(): Promise<void> }> {
  const program = ['--import', 'tsx', 'scripts/bench/proxy/hub-door.ts', url, key.toString('base64'), joins];
  const child = spawn(process.execPath, program, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const [line = ''] = await Promise.race([
    new Promise<string[]>((resolve) => createInterface(child.stdout).once('line', (text) => resolve([text]))),
    ended.then((): string[] => []),
  ]);
  if (line === '') throw new Error('the hub of the bench ended');
  const stop = async () => {
    child.stdin.end();
    await ended;
  };
  return { ...(JSON.parse(line) as Said), stop };
}
