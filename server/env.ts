import { createHash } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { Secret } from './kernel/secret';
import { ownNames } from './own-names';

const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);
const filled = z.string().min(1).optional();

const Environment = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  PORT: port(3000),
  PORTOLAN_TLS_PORT: port(3443),
  /** Address that both doors listen on; every address of the machine when absent. */
  HOST: filled,
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be postgresql://user:password@host:port/database' })
    .optional(),
  PORTOLAN_DATA_DIR: z.string().min(1).default('.data'),
  /** The address people type; its origin is the one that browsers may call from. */
  PORTOLAN_URL: z.url({ protocol: /^https?$/, error: 'must be http(s)://host[:port]' }).optional(),
  /** Where agents and kubectl reach the https door from outside; PORTOLAN_URL's host at PORTOLAN_TLS_PORT when absent. */
  PORTOLAN_MACHINES_URL: z.url({ protocol: /^https$/, error: 'must be https://host[:port]' }).optional(),
  /** host:port where other replicas reach this one's https door; the machine's first own address when absent. */
  PORTOLAN_PEER_ADDRESS: filled,
  /** The image that join manifests name. */
  PORTOLAN_AGENT_IMAGE: z.string().min(1).default('portolan-agent:0.1.0'),
  PORTOLAN_DIAL_ALLOW: z.string().default(''),
  /** 32 bytes as base64; a file with the same stands in the data folder when absent. */
  PORTOLAN_KEY: filled,
  PORTOLAN_TLS_CERT: filled,
  PORTOLAN_TLS_KEY: filled,
  PORTOLAN_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** What Prometheus must present at /api/metrics; nothing is served there without it. */
  PORTOLAN_METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  /** How many proxies of ours stand before the doors: so many entries of X-Forwarded-For are believed. */
  PORTOLAN_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** Days for which the record is kept; 0: for ever. */
  PORTOLAN_AUDIT_DAYS: z.coerce.number().int().min(0).max(36_500).default(400),
  /** Days for which recordings of sessions are kept; 0: for ever. */
  PORTOLAN_RECORDING_DAYS: z.coerce.number().int().min(0).max(36_500).default(90),
  /** Where the record is sent as it grows: `stdout`, or the https address of a webhook. */
  PORTOLAN_AUDIT_STREAM: z
    .union([z.literal('stdout'), z.url({ protocol: /^https$/ })], 'must be stdout or https://…')
    .optional(),
  /** Events of the Open Cybersecurity Schema Framework, or entries as they are kept. */
  PORTOLAN_AUDIT_FORMAT: z.enum(['ocsf', 'json']).default('ocsf'),
  /** Signs what a webhook gets. */
  PORTOLAN_AUDIT_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  /** File with the authority that a webhook's certificate is of, where it is none of the system's. */
  PORTOLAN_AUDIT_CA: filled,
  /** An identity provider from the first start on; others are made in the console. */
  PORTOLAN_OIDC_ISSUER: z.url({ protocol: /^https$/, error: 'must be https://…' }).optional(),
  PORTOLAN_OIDC_CLIENT_ID: filled,
  PORTOLAN_OIDC_CLIENT_SECRET: filled,
  PORTOLAN_OIDC_LABEL: z.string().min(1).max(60).default('Single sign-on'),
  PORTOLAN_ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  PORTOLAN_LEASE_SECONDS: z.coerce.number().min(0.5).max(300).default(12),
  /** Annotation keys that a node may carry its place in, tried after the well-known labels. */
  PORTOLAN_REGION_ANNOTATION: z.string().default('portolan.dev/region'),
  PORTOLAN_ZONE_ANNOTATION: z.string().default('portolan.dev/zone'),
});

/** `receiver` names its cursor; an address may hold a secret, so it is told by its host and a digest. */
export type AuditStream = { receiver: string; format: 'ocsf' | 'json' } & (
  | { to: 'stdout' }
  | { to: 'webhook'; url: URL; key: Secret; ca: string | undefined }
);

export type Env = {
  production: boolean;
  port: number;
  tlsPort: number;
  host: string | undefined;
  databaseUrl: string | undefined;
  dataDir: string;
  publicUrl: URL | undefined;
  /** As what else the hub answers when nobody has said how it is reached. */
  ownNames: readonly string[];
  machinesUrl: URL | undefined;
  peerAddress: string | undefined;
  agentImage: string;
  dialAllow: string;
  key: string | undefined;
  tls: { cert: string; key: string } | undefined;
  logLevel: string;
  metricsToken: string | undefined;
  trustedProxies: number;
  auditDays: number;
  recordingDays: number;
  stream: AuditStream | undefined;
  oidc: { issuer: string; clientId: string; clientSecret: Secret | undefined; label: string } | undefined;
  role: 'all' | 'web' | 'worker';
  leaseSeconds: number;
  placeAnnotations: { region: string; zone: string };
};

/** Where people reach the console. */
export const publicOrigin = ({ publicUrl, port }: Pick<Env, 'publicUrl' | 'port'>): string =>
  publicUrl?.origin ?? `http://localhost:${port}`;

/** Where machines reach the https door from outside: kubectl, agents, join manifests. */
export const machinesOrigin = ({ machinesUrl, publicUrl, tlsPort }: Env): string =>
  machinesUrl?.origin ?? `https://${publicUrl?.hostname ?? 'localhost'}:${tlsPort}`;

/** `host:port` at which the other replicas reach this one. */
export function peerAddress({ peerAddress: given, host, tlsPort }: Env): string {
  const own = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  const first = own.find(({ internal, family }) => !internal && family === 'IPv4')?.address;
  return given ?? `${host ?? first ?? '127.0.0.1'}:${tlsPort}`;
}

/** Reads the environment once; throws one sentence per wrong variable. Empty variables count as absent. */
export function readEnv(variables: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    throw new Error(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  }
  const read = parsed.data;
  if ((read.PORTOLAN_TLS_CERT === undefined) !== (read.PORTOLAN_TLS_KEY === undefined)) {
    throw new Error('PORTOLAN_TLS_CERT and PORTOLAN_TLS_KEY go together');
  }
  if (read.PORTOLAN_OIDC_ISSUER !== undefined && read.PORTOLAN_OIDC_CLIENT_ID === undefined) {
    throw new Error('PORTOLAN_OIDC_ISSUER needs PORTOLAN_OIDC_CLIENT_ID');
  }
  const { PORTOLAN_TLS_CERT: cert, PORTOLAN_TLS_KEY: key } = read;
  return {
    production: read.NODE_ENV === 'production',
    port: read.PORT,
    tlsPort: read.PORTOLAN_TLS_PORT,
    host: read.HOST,
    databaseUrl: read.DATABASE_URL,
    dataDir: path.resolve(read.PORTOLAN_DATA_DIR),
    publicUrl: read.PORTOLAN_URL ? new URL(read.PORTOLAN_URL) : undefined,
    ownNames: read.PORTOLAN_URL ? [] : ownNames(),
    machinesUrl: read.PORTOLAN_MACHINES_URL ? new URL(read.PORTOLAN_MACHINES_URL) : undefined,
    peerAddress: read.PORTOLAN_PEER_ADDRESS,
    agentImage: read.PORTOLAN_AGENT_IMAGE,
    dialAllow: read.PORTOLAN_DIAL_ALLOW,
    key: read.PORTOLAN_KEY,
    tls: cert && key ? { cert, key } : undefined,
    logLevel: read.PORTOLAN_LOG_LEVEL,
    metricsToken: read.PORTOLAN_METRICS_TOKEN,
    trustedProxies: read.PORTOLAN_TRUSTED_PROXIES,
    auditDays: read.PORTOLAN_AUDIT_DAYS,
    recordingDays: read.PORTOLAN_RECORDING_DAYS,
    stream: auditStream(read),
    oidc: oidcOf(read),
    role: read.PORTOLAN_ROLE,
    leaseSeconds: read.PORTOLAN_LEASE_SECONDS,
    placeAnnotations: { region: read.PORTOLAN_REGION_ANNOTATION, zone: read.PORTOLAN_ZONE_ANNOTATION },
  };
}

function auditStream(read: z.infer<typeof Environment>): AuditStream | undefined {
  const { PORTOLAN_AUDIT_STREAM: to, PORTOLAN_AUDIT_FORMAT: format, PORTOLAN_AUDIT_SECRET: key } = read;
  if (to === undefined) return undefined;
  if (to === 'stdout') return { to, receiver: to, format };
  if (key === undefined)
    throw new Error('PORTOLAN_AUDIT_STREAM is a webhook: PORTOLAN_AUDIT_SECRET must be set to sign for it');
  const url = new URL(to);
  const receiver = `${url.host} ${createHash('sha256').update(to).digest('hex').slice(0, 12)}`;
  return { to: 'webhook', receiver, format, url, key: new Secret(key), ca: read.PORTOLAN_AUDIT_CA };
}

function oidcOf(read: z.infer<typeof Environment>): Env['oidc'] {
  const { PORTOLAN_OIDC_ISSUER: issuer, PORTOLAN_OIDC_CLIENT_ID: clientId, PORTOLAN_OIDC_CLIENT_SECRET: secret } = read;
  if (issuer === undefined || clientId === undefined) return undefined;
  const clientSecret = secret === undefined ? undefined : new Secret(secret);
  return { issuer, clientId, clientSecret, label: read.PORTOLAN_OIDC_LABEL };
}
