import crypto from 'node:crypto';
import { Secret } from '~/server/kernel/secret';

/** What a sealed value is bound to: moved to another row, purpose or version, it does not open. */
export type SealBinding = { id: string; purpose: string; version: number };
export type Sealed = { keyId: string; sealed: Uint8Array<ArrayBuffer> };

export type Sealer = {
  seal(binding: SealBinding, value: Secret): Sealed;
  /** Throws when the value was changed, moved or sealed with a key that is not at hand. */
  open(binding: SealBinding, sealed: Sealed): Secret;
  /** The key that seals now. */
  keyId(): string;
};

const FORMAT = 1;
const IV = 12;
const TAG = 16;
const KEY = 32;

/**
 * Envelope encryption: every value has its own AES-256-GCM key, wrapped by the hub's key. `keys` are 32 bytes each, the
 * first seals, all of them open, so that a key can be replaced while values sealed with the old one remain.
 */
export function createSealer(keys: [Buffer, ...Buffer[]]): Sealer {
  for (const key of keys) if (key.length !== KEY) throw new Error('the sealing key must be 32 bytes, as base64');
  const byId = new Map(keys.map((key) => [idOf(key), key]));
  const [current] = keys;
  return {
    keyId: () => idOf(current),
    seal(binding, value) {
      const keyId = idOf(current);
      const dataKey = crypto.randomBytes(KEY);
      const aad = associated(binding, keyId);
      const parts = [
        Buffer.from([FORMAT]),
        encrypt(current, dataKey, aad),
        encrypt(dataKey, Buffer.from(value.reveal()), aad),
      ];
      return { keyId, sealed: new Uint8Array(Buffer.concat(parts)) };
    },
    open(binding, { keyId, sealed }) {
      const key = byId.get(keyId);
      if (!key) throw new Error(`a value is sealed with the key ${keyId}, which this hub does not have`);
      const bytes = Buffer.from(sealed);
      if (bytes[0] !== FORMAT) throw new Error('a sealed value has an unknown format');
      const aad = associated(binding, keyId);
      const wrapped = bytes.subarray(1, 1 + IV + TAG + KEY);
      const dataKey = decrypt(key, wrapped, aad);
      return new Secret(decrypt(dataKey, bytes.subarray(1 + wrapped.length), aad).toString('utf8'));
    },
  };
}

const idOf = (key: Buffer) =>
  crypto.createHash('sha256').update('portolan key id').update(key).digest('hex').slice(0, 16);

const associated = ({ id, purpose, version }: SealBinding, keyId: string) =>
  Buffer.from(JSON.stringify(['sealed_secret', id, purpose, version, keyId]));

function encrypt(key: Buffer, plain: Buffer, aad: Buffer): Buffer {
  const iv = crypto.randomBytes(IV);
  const cipher = crypto.createCipheriv('aes-256-gcm', key, iv).setAAD(aad);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

function decrypt(key: Buffer, bytes: Buffer, aad: Buffer): Buffer {
  const decipher = crypto.createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV)).setAAD(aad);
  decipher.setAuthTag(bytes.subarray(IV, IV + TAG));
  return Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()]);
}
