import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fileOfHubs, hubOf, keepHub, readHubs } from './kept-hubs';
import { locked } from './locked';

const [ONE, TWO] = ['https://one:3443', 'https://two:3443'];

describe('what is kept of hubs', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'portolan-kept-'));
    vi.stubEnv('XDG_CONFIG_HOME', folder);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is for its owner alone, and the hub that one signed in at last is the current one', () => {
    keepHub(ONE, { token: 'a' });
    keepHub(TWO, { token: 'b', ca: 'PEM' });
    expect(hubOf()).toEqual({ server: TWO, token: 'b', ca: 'PEM' });
    expect(hubOf(ONE)).toEqual({ server: ONE, token: 'a' });
    expect(statSync(fileOfHubs()).mode & 0o777).toBe(0o600);
    expect(readdirSync(path.dirname(fileOfHubs()))).toEqual(['hubs.json']);
  });

  it('leads to another hub once one is signed out of the current one, whose authority stays trusted', () => {
    keepHub(ONE, { token: 'a' });
    keepHub(TWO, { token: 'b', ca: 'PEM' });
    keepHub(TWO, { ca: 'PEM' });
    expect(hubOf().server).toBe(ONE);
    expect(readHubs().hubs[TWO]).toEqual({ ca: 'PEM' });
    keepHub(ONE, {});
    expect(() => hubOf()).toThrow('not signed in: kubectl portolan login --server https://HUB:3443');
    expect(() => hubOf(TWO)).toThrow(`not signed in at ${TWO}: kubectl portolan login --server ${TWO}`);
  });

  it('stays at the current hub when one is signed out of another', () => {
    keepHub(ONE, { token: 'a' });
    keepHub(TWO, { token: 'b' });
    keepHub(ONE, {});
    expect(hubOf().server).toBe(TWO);
  });

  it('is not taken for nothing where it cannot be read', () => {
    keepHub(ONE, { token: 'a' });
    writeFileSync(fileOfHubs(), '{');
    expect(() => readHubs()).toThrow(`${fileOfHubs()} cannot be read: `);
  });

  it('is changed by one at a time', async () => {
    const seen: string[] = [];
    const work = (name: string) => async () => {
      seen.push(`${name} begins`);
      await new Promise(setImmediate);
      seen.push(`${name} ends`);
    };
    await Promise.all(['a', 'b'].map((name) => locked(work(name))));
    expect(seen.map((line) => line.slice(2))).toEqual(['begins', 'ends', 'begins', 'ends']);
    await expect(locked(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await locked(async () => 'free')).toBe('free');
  });
});
