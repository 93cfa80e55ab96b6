import type { IncomingMessage } from 'node:http';
import { DomainError, invalid } from '~/server/kernel/failure';
import { readAtMost } from '../read-at-most';

/** API servers take 3 MiB, and nothing that is larger. */
const MAX_BODY = 3 * 1024 * 1024;
/** What of a body stands in the record; secrets in it are hidden there. */
const MAX_TOLD = 256 * 1024;

/** The body of a write: `bytes` as they are sent, `told` as the record shows it. Throws `limit`, and `invalid` for one that breaks off. */
export async function readBody(message: IncomingMessage): Promise<{ bytes: Buffer; told: unknown }> {
  const bytes = await readAtMost(message, MAX_BODY).catch((error: unknown) => {
    // who leaves half way is no trouble of the hub's
    throw message.complete ? error : invalid('body', 'it ended half way');
  });
  if (!bytes) throw new DomainError({ kind: 'limit', what: 'the body', limit: MAX_BODY, unit: 'bytes' });
  return { bytes, told: toldOf(bytes, message.headers['content-type'] ?? '') };
}

function toldOf(bytes: Buffer, type: string): unknown {
  const described = { bytes: bytes.length, type: type.slice(0, 100) };
  if (bytes.length === 0) return undefined;
  if (bytes.length > MAX_TOLD || !/json/.test(type)) return described;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return described;
  }
}
