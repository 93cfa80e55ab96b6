import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { createSealer, type Sealer } from '~/server/db/seal';
import type { Env } from '~/server/env';

const FILE = 'hub.key';
type KeySource = Pick<Env, 'key' | 'dataDir'>;

/**
 * The keys that seal credentials: from PORTOLAN_KEY, or a file beside the data that is made at first start. The first of them
 * seals. The file is read anew each time, so that a key that is added while the hub runs is used at once.
 */
export function openSealer({ key, dataDir }: KeySource): Sealer {
  if (key !== undefined) return createSealer(keysIn(key));
  let known = { text: '', sealer: undefined as Sealer | undefined };
  const now = () => {
    const text = readKeyFile(dataDir);
    if (known.sealer === undefined || known.text !== text) known = { text, sealer: createSealer(keysIn(text)) };
    return known.sealer as Sealer;
  };
  now();
  return {
    keyId: () => now().keyId(),
    seal: (binding, value) => now().seal(binding, value),
    open: (binding, sealed) => now().open(binding, sealed),
  };
}

/** Puts a new key before those of the file, which go on opening what they sealed. */
export function addKey(dataDir: string): void {
  writeKeyFile(dataDir, `${newKey()}\n${readKeyFile(dataDir)}`);
}

/** Takes every key but the first out of the file; returns how many. */
export function retireKeys(dataDir: string): number {
  const [first, ...others] = linesOf(readKeyFile(dataDir));
  writeKeyFile(dataDir, `${first}\n`);
  return others.length;
}

const newKey = () => crypto.randomBytes(32).toString('base64');
const linesOf = (text: string) => text.split(/[\s,]+/).filter((line) => line !== '');

function keysIn(text: string): [Buffer, ...Buffer[]] {
  const [first, ...others] = linesOf(text).map((line) => Buffer.from(line, 'base64'));
  if (!first) throw new Error('PORTOLAN_KEY is empty: give 32 random bytes as base64');
  return [first, ...others];
}

function readKeyFile(dataDir: string): string {
  const file = path.join(dataDir, FILE);
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (!fs.existsSync(file)) writeKeyFile(dataDir, `${newKey()}\n`);
  return fs.readFileSync(file, 'utf8');
}

/** All at once, and on the disk before anything is sealed with it: a key that is lost opens nothing. */
function writeKeyFile(dataDir: string, text: string): void {
  const file = path.join(dataDir, FILE);
  const next = `${file}.next`;
  const handle = fs.openSync(next, 'w', 0o600);
  fs.writeSync(handle, text);
  fs.fsyncSync(handle);
  fs.closeSync(handle);
  fs.renameSync(next, file);
}
