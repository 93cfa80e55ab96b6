import { z } from 'zod';

/** Why a context cannot be used, as a closed union: each has its own advice. */
export type KubeconfigRefusal =
  | 'missing-cluster'
  | 'missing-user'
  | 'bad-server'
  | 'proxy-url'
  | 'insecure-skip-tls-verify'
  | 'file-path'
  | 'bad-certificate'
  | 'exec-plugin'
  | 'auth-provider'
  | 'basic-auth'
  | 'impersonation'
  | 'no-credential'
  | 'token-expired'
  | 'certificate-expired';

/** A refusal with a sentence for the person who pasted the text; it never quotes a credential. */
export type RefusedContext = { refusal: KubeconfigRefusal; detail: string };

const text = z.string().nullish();

export const ClusterEntry = z.object({
  server: text,
  'certificate-authority': text,
  'certificate-authority-data': text,
  'tls-server-name': text,
  'proxy-url': text,
  'insecure-skip-tls-verify': z.boolean().nullish(),
});
export type ClusterEntry = z.infer<typeof ClusterEntry>;

export const UserEntry = z.object({
  token: text,
  tokenFile: text,
  'client-certificate': text,
  'client-certificate-data': text,
  'client-key': text,
  'client-key-data': text,
  username: text,
  password: text,
  exec: z.unknown().optional(),
  'auth-provider': z.unknown().optional(),
  as: text,
});
export type UserEntry = z.infer<typeof UserEntry>;

const list = <Entry extends z.ZodType>(entry: Entry) =>
  z
    .array(entry)
    .max(10_000)
    .nullish()
    .transform((entries) => entries ?? []);

export const KubeconfigDocument = z.object({
  clusters: list(z.object({ name: z.string(), cluster: ClusterEntry.nullish() })),
  users: list(z.object({ name: z.string(), user: UserEntry.nullish() })),
  contexts: list(
    z.object({ name: z.string(), context: z.object({ cluster: z.string().catch(''), user: z.string().catch('') }) }),
  ),
  'current-context': text,
});
