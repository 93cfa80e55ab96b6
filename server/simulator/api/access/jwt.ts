import { createHash, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { isObject, type JsonObject } from '~/server/simulator/api/object';

/** Signs and reads JSON Web Tokens with one key (RFC 7515, ES256, which API servers take as well as RS256). */
export type TokenSigner = {
  sign(claims: JsonObject): string;
  /** The claims of a token of ours, whatever they say; undefined for any other text. */
  read(token: string): JsonObject | undefined;
};

export function createTokenSigner(): TokenSigner {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const header = encode({ alg: 'ES256', kid: keyIdOf(publicKey) });
  return {
    sign(claims) {
      const body = `${header}.${encode(claims)}`;
      const signature = sign('sha256', Buffer.from(body), { key: privateKey, dsaEncoding: 'ieee-p1363' });
      return `${body}.${signature.toString('base64url')}`;
    },
    read(token) {
      const [head, claims = '', signature = '', ...more] = token.split('.');
      if (head !== header || more.length > 0) return undefined;
      const key = { key: publicKey, dsaEncoding: 'ieee-p1363' as const };
      if (!verify('sha256', Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, 'base64url')))
        return undefined;
      const read: unknown = JSON.parse(Buffer.from(claims, 'base64url').toString());
      return isObject(read) ? read : undefined;
    },
  };
}

const encode = (value: JsonObject) => Buffer.from(JSON.stringify(value)).toString('base64url');

const keyIdOf = (key: KeyObject) =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('base64url');
