import crypto, { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '~/server/kernel/secret';
import { addKey, openSealer, retireKeys } from '~/server/process/hub-key';
import { keysInUse, resealAll } from './reseal';
import { createSealer, type Sealer } from './seal';
import { testDatabase } from './testing/test-database';

const { database } = await testDatabase();
const { prisma } = database;
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'portolan-keys-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
beforeEach(() => prisma.sealedSecret.deleteMany());

const keep = async (sealer: Sealer, value: string) => {
  const binding = { id: randomUUID(), purpose: 'test', version: 1 };
  await prisma.sealedSecret.create({ data: { ...binding, ...sealer.seal(binding, new Secret(value)) } });
  return binding.id;
};
const read = async (sealer: Sealer, id: string) => {
  const { purpose, version, ...row } = await prisma.sealedSecret.findUniqueOrThrow({ where: { id } });
  return sealer.open({ id, purpose, version }, row).reveal();
};

describe('a rotation', () => {
  it('leaves everything readable by the running hub, before, during and after, whatever is written meanwhile', async () => {
    const hub = openSealer({ key: undefined, dataDir });
    const kept = new Map<string, string>();
    for (let index = 0; index < 250; index++) kept.set(await keep(hub, `value ${index}`), `value ${index}`);
    const old = hub.keyId();
    addKey(dataDir);
    let isDone = false;
    const rotation = resealAll(database, openSealer({ key: undefined, dataDir })).finally(() => {
      isDone = true;
    });
    for (let index = 0; !isDone; index++) {
      kept.set(await keep(hub, `new ${index}`), `new ${index}`);
      const [gone] = [...kept.keys()].slice(index, index + 1);
      if (gone && index % 3 === 0) {
        await prisma.sealedSecret.delete({ where: { id: gone } });
        kept.delete(gone);
      }
      for (const id of [...kept.keys()].slice(-3)) expect(await read(hub, id)).toBe(kept.get(id));
    }
    expect(await rotation).toBeGreaterThan(200);
    expect([...(await keysInUse(database)).keys()]).toEqual([hub.keyId()]);
    expect(hub.keyId()).not.toBe(old);
    expect(retireKeys(dataDir)).toBe(1);
    for (const [id, value] of kept) expect(await read(hub, id)).toBe(value);
  });

  it('that breaks off in the middle loses nothing, and is finished by the next', async () => {
    const [old, next] = [crypto.randomBytes(32), crypto.randomBytes(32)];
    const ids = await Promise.all(
      Array.from({ length: 20 }, (_, index) => keep(createSealer([old]), `value ${index}`)),
    );
    const both = createSealer([next, old]);
    let left = 7;
    const dying: Sealer = {
      ...both,
      seal: (binding, value) => {
        if (left-- === 0) throw new Error('killed');
        return both.seal(binding, value);
      },
    };
    await expect(resealAll(database, dying)).rejects.toThrow('killed');
    expect([...(await keysInUse(database)).values()].toSorted()).toEqual([13, 7].toSorted());
    for (const [index, id] of ids.entries()) expect(await read(both, id)).toBe(`value ${index}`);
    expect(await resealAll(database, both)).toBe(13);
    for (const [index, id] of ids.entries()) expect(await read(createSealer([next]), id)).toBe(`value ${index}`);
  });

  it('says so when a value is sealed with a key that nobody has', async () => {
    await keep(createSealer([crypto.randomBytes(32)]), 'lost');
    await expect(resealAll(database, createSealer([crypto.randomBytes(32)]))).rejects.toThrow(/does not have/);
  });

  it('keeps the key file closed to others', () => {
    expect(readFileSync(path.join(dataDir, 'hub.key'), 'utf8')).toMatch(/^[A-Za-z0-9+/]{43}=\n$/);
  });
});
