import { z } from 'zod';

const Base64 = z
  .string()
  .max(1024)
  .regex(/^[A-Za-z0-9+/]+=*$/);

/** The hub's first frame; `nonce` is new for each socket. */
export const Challenge = z.strictObject({ type: z.literal('challenge'), nonce: Base64 });
export type Challenge = z.infer<typeof Challenge>;

/** The agent's answer: whose certificate it holds, and that it holds the key. */
export const Proof = z.strictObject({
  type: z.literal('proof'),
  certificate: z
    .string()
    .max(8192)
    .regex(/^-----BEGIN CERTIFICATE-----/),
  /** Over `proofText(nonce)`, ECDSA with SHA-256. */
  signature: Base64,
  /** What the agent is: its own version, for the page. */
  version: z.string().max(64),
  /** Whether the member's owner lets the hub write. */
  writes: z.boolean(),
});
export type Proof = z.infer<typeof Proof>;

/** The hub's last frame before HTTP/2, or why there will be none; `retryMs`: not earlier. */
export const Verdict = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('welcome'), epoch: z.int().min(1) }),
  z.strictObject({
    type: z.literal('refused'),
    reason: z.enum(['unknown', 'revoked', 'expired', 'not-proved', 'flapping', 'busy']),
    retryMs: z.int().min(0),
  }),
]);
export type Verdict = z.infer<typeof Verdict>;

/** The text that a proof signs: bound to its purpose, so that no other signature of the key serves. */
export const proofText = (nonce: string): string => `portolan agent connect\n${nonce}\n`;
