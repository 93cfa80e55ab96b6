import { badRequest } from '~/server/simulator/api/api-error';

/** Where a page ended: `revision` is the snapshot (-1: whatever is newest), `after` the last key that was sent. */
export type ContinueToken = { revision: number; after: string };

const VERSION = 'meta.k8s.io/v1';

/** The token in the real server's own form, so that a token can be read by a person who knows it. */
export function writeContinueToken({ revision, after }: ContinueToken): string {
  return Buffer.from(JSON.stringify({ v: VERSION, rv: revision, start: `${after}\0` })).toString('base64url');
}

export function readContinueToken(text: string): ContinueToken {
  const token = parse(Buffer.from(text, 'base64url'));
  if (token.v !== VERSION) {
    throw badRequest(
      `invalid continue token: continue key is not valid: server does not recognize this encoded version "${token.v ?? ''}"`,
    );
  }
  if (typeof token.start !== 'string' || typeof token.rv !== 'number' || token.rv === 0) {
    throw badRequest(
      'invalid continue token: continue key is not valid: incorrect encoded start resourceVersion (version meta.k8s.io/v1)',
    );
  }
  return { revision: token.rv, after: token.start.replace(/\0$/, '') };
}

function parse(bytes: Buffer): { v?: unknown; rv?: unknown; start?: unknown } {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    // Go shows the first byte as if it were a character.
    const found = bytes.toString('latin1', 0, 1);
    const why =
      found === '' ? 'unexpected end of JSON input' : `invalid character '${found}' looking for beginning of value`;
    throw badRequest(`invalid continue token: continue key is not valid: ${why}`);
  }
}
