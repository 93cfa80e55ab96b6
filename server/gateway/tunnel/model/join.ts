import { z } from 'zod';

/** `POST /agent/join`: an agent introduces itself, asks whether it was approved, or renews its certificate. */
export const JoinRequest = z.strictObject({
  /** Only the first time, and until it was approved. */
  token: z.string().max(200).optional(),
  /** SPKI, PEM; ECDSA on P-256. */
  publicKey: z
    .string()
    .max(512)
    .regex(/^-----BEGIN PUBLIC KEY-----/),
  /** By the agent's clock; the hub's decides whether it is of now. */
  signedAt: z.iso.datetime(),
  /** Over `joinText`, so that nobody introduces a key that they do not hold. */
  signature: z
    .string()
    .max(256)
    .regex(/^[A-Za-z0-9+/]+=*$/),
  /** What the member is to be called, where the token leaves a choice. */
  name: z.string().max(63).optional(),
  /** uid of the namespace kube-system: the same member is not registered twice. */
  kubeSystemUid: z.string().max(64),
  kubernetesVersion: z.string().max(64),
  agentVersion: z.string().max(64),
  /** Where the member's owner says it stands; the token's own words win. */
  region: z.string().max(63).optional(),
  zone: z.string().max(63).optional(),
});
export type JoinRequest = z.infer<typeof JoinRequest>;

/** What the hub answers; `sentence` is for the agent's log, where its owner looks. */
export const JoinAnswer = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('pending'), retryMs: z.int(), sentence: z.string() }),
  z.strictObject({ state: z.literal('approved'), cluster: z.string(), certificate: z.string(), renewMs: z.int() }),
  z.strictObject({ state: z.literal('refused'), retryMs: z.int(), sentence: z.string() }),
]);
export type JoinAnswer = z.infer<typeof JoinAnswer>;

/** The text that a request signs. */
export const joinText = ({ publicKey, signedAt, kubeSystemUid }: Omit<JoinRequest, 'signature'>): string =>
  `portolan agent join\n${signedAt}\n${kubeSystemUid}\n${publicKey.trim()}\n`;
