import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { createSealer, type Sealer } from '~/server/db/seal';
import type { Env } from '~/server/env';

const FILE = 'hub.key';

/** The key that seals credentials: from PORTOLAN_KEY, or a file beside the data that is made at first start. */
export function openSealer(env: Env): Sealer {
  const keys = (env.key ?? keyFile(env.dataDir)).split(/[\s,]+/).filter((text) => text !== '');
  const [first, ...others] = keys.map((text) => Buffer.from(text, 'base64'));
  if (!first) throw new Error('PORTOLAN_KEY is empty: give 32 random bytes as base64');
  return createSealer([first, ...others]);
}

function keyFile(dataDir: string): string {
  const file = path.join(dataDir, FILE);
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (!fs.existsSync(file)) fs.writeFileSync(file, `${crypto.randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  return fs.readFileSync(file, 'utf8');
}
