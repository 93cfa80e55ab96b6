import { z } from 'zod';
import { Annotations, ClusterNameText, Instant, Labels, PlaceName } from './names';

/** A kubeconfig is text a person pasted; more than this is not one. */
export const MAX_KUBECONFIG_BYTES = 1_048_576;

const ServerUrl = z.string().trim().min(1).max(2048);
const Pem = z.string().max(65_536);
const pem = (label: RegExp, message: string) => Pem.regex(label, message);

/** How the hub will reach a member and as whom. */
export const Access = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('kubeconfig'),
    text: z.string().max(MAX_KUBECONFIG_BYTES, 'larger than 1 MiB: this is not a kubeconfig'),
    context: z.string().min(1).max(253),
  }),
  z.strictObject({
    by: z.literal('token'),
    server: ServerUrl,
    certificateAuthority: Pem.optional(),
    token: z.string().trim().min(1).max(16_384),
  }),
  z.strictObject({
    by: z.literal('client-certificate'),
    server: ServerUrl,
    certificateAuthority: Pem.optional(),
    certificate: pem(/-----BEGIN CERTIFICATE-----/, 'not a PEM certificate'),
    key: pem(/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'not a PEM private key'),
  }),
]);
export type Access = z.infer<typeof Access>;

export const Registration = z.strictObject({
  name: ClusterNameText,
  access: Access,
  environment: PlaceName.optional(),
  provider: PlaceName.optional(),
  region: PlaceName.optional(),
  zone: PlaceName.optional(),
  labels: Labels.default({}),
  annotations: Annotations.default({}),
});
export type Registration = z.infer<typeof Registration>;

/** A context of a pasted kubeconfig: either usable, or the reason why not, before anything is sent anywhere. */
export const KubeconfigContext = z.object({
  name: z.string(),
  suggestedName: z.string(),
  server: z.string().nullable(),
  credential: z.enum(['token', 'client-certificate']).nullable(),
  refusal: z.object({ reason: z.string(), detail: z.string() }).nullable(),
});
export type KubeconfigContext = z.infer<typeof KubeconfigContext>;
export const KubeconfigText = z.strictObject({
  text: z.string().max(MAX_KUBECONFIG_BYTES, 'larger than 1 MiB: this is not a kubeconfig'),
});

export const CHECKS = [
  'address',
  'connection',
  'certificate',
  'credential',
  'version',
  'ready',
  'unique',
  'rights',
] as const;

/** What a check found; each has one sentence in the catalogues (`check.<code>`), filled with `params`. */
export const CHECK_CODES = [
  'ok',
  'skipped',
  'address-malformed',
  'address-not-https',
  'address-with-credentials',
  'address-forbidden',
  'unreachable-dns',
  'unreachable-refused',
  'unreachable-timeout',
  'unreachable-reset',
  'unreachable-other',
  'certificate-untrusted',
  'certificate-expired',
  'certificate-expiring',
  'redirected',
  'not-kubernetes',
  'credential-rejected',
  'credential-expired',
  'credential-expiring',
  'version-unsupported',
  'not-ready',
  'already-registered',
  'name-taken',
  'rights-missing',
  'kubeconfig-refused',
] as const;
export const CheckCode = z.enum(CHECK_CODES);
export type CheckCode = z.infer<typeof CheckCode>;

/** One step of "test before save"; a failed step says at which field it is to be mended. */
export const Check = z.object({
  check: z.enum(CHECKS),
  outcome: z.enum(['passed', 'warning', 'failed', 'skipped']),
  code: CheckCode,
  params: z.record(z.string(), z.string()),
  /** The member's or the network's own words, never translated. */
  detail: z.string(),
  field: z.string().nullable(),
});
export type Check = z.infer<typeof Check>;

/** What the credential may do, asked of the member itself (SelfSubjectAccessReview). */
export const AccessAnswer = z.object({
  verb: z.string(),
  group: z.string(),
  resource: z.string(),
  allowed: z.boolean(),
  needed: z.enum(['inventory', 'edit-nodes', 'apply', 'impersonate']),
});

export const ConnectionReport = z.object({
  ok: z.boolean(),
  checks: z.array(Check),
  server: z.string().nullable(),
  version: z.string().nullable(),
  latencyMs: z.number().nullable(),
  identity: z.object({ user: z.string(), groups: z.array(z.string()) }).nullable(),
  certificate: z.object({ expiresAt: Instant, fingerprint: z.string() }).nullable(),
  credentialExpiresAt: Instant.nullable(),
  access: z.array(AccessAnswer),
  suggested: z.object({
    environment: z.string().nullable(),
    provider: z.string().nullable(),
    region: z.string().nullable(),
    zone: z.string().nullable(),
    nodes: z.int().nullable(),
  }),
});
export type ConnectionReport = z.infer<typeof ConnectionReport>;
