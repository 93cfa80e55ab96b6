import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openFolder, runningUrl } from '~/server/db/embedded/embedded-postgres';

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'portolan-start-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

function start(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    env: { ...process.env, NODE_ENV: 'production', PORTOLAN_DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => {
      output += data.toString();
    });
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, output: output.trim() })));
}

describe('a start that cannot be', () => {
  it('says which port is in use, before anything else is started', async () => {
    const taken = net.createServer().listen(0);
    const { port } = taken.address() as net.AddressInfo;
    const { code, output } = await start({ PORT: String(port) });
    taken.close();
    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`^Portolan cannot start: port ${port} is in use;[^\n]*$`));
  });

  it('says that the database cannot be reached, without its password', async () => {
    const { code, output } = await start({ PORT: '0', DATABASE_URL: 'postgresql://me:hunter2@127.0.0.1:1/portolan' });
    expect(code).toBe(1);
    expect(output).toMatch(
      /^Portolan cannot start: DATABASE_URL cannot be reached \(postgresql:\/\/me:…@127\.0\.0\.1:1\/portolan\): [^\n]+$/,
    );
    expect(output).not.toContain('hunter2');
  });

  it('leaves no database running when it fails half way: at the pages or at the second door', async () => {
    const taken = net.createServer().listen(0);
    const { port } = taken.address() as net.AddressInfo;
    const { code, output } = await start({ PORT: '0', PORTOLAN_TLS_PORT: String(port) });
    taken.close();
    expect(code).toBe(1);
    expect(output).toMatch(/Portolan cannot start: /);
    expect(runningUrl(openFolder(dataDir))).toBeUndefined();
  });

  it('names a variable that is wrong', async () => {
    const { code, output } = await start({ PORT: 'many' });
    expect(code).toBe(1);
    expect(output).toContain('PORT:');
  });
});
