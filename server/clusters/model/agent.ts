import { z } from 'zod';
import { CredentialKind } from './cluster';
import { ClusterNameText, Instant, Labels, PlaceName } from './names';

/** `push`: the hub dials the member. `pull`: the agent in the member dials the hub. */
export const CLUSTER_MODES = ['push', 'pull'] as const;
export const ClusterMode = z.enum(CLUSTER_MODES);
export type ClusterMode = z.infer<typeof ClusterMode>;

/** A cluster's name, or a pattern of names with one `*`: `edge-*`. */
export const NamePattern = z
  .string()
  .max(63, 'at most 63 characters')
  .regex(/^(?=.*[a-z0-9])[a-z0-9-]*\*?[a-z0-9-]*$/, 'small letters, digits and dashes, and one * at most');

/** Longer than an hour a token would be a password. */
export const MAX_TOKEN_MINUTES = 60;

export const JoinTokenInput = z.strictObject({
  names: NamePattern,
  uses: z.int().min(1).max(1000).default(1),
  minutes: z.int().min(1).max(MAX_TOKEN_MINUTES).default(30),
  environment: PlaceName.optional(),
  labels: Labels.default({}),
  /** New clusters are let in without a person who looks; never a second way into one that is registered. */
  autoApprove: z.boolean().default(false),
});
export type JoinTokenInput = z.infer<typeof JoinTokenInput>;

/** What is shown once: the token stands in the address. */
export const JoinTokenMade = z.object({
  id: z.string(),
  token: z.string(),
  /** `https://hub:3443`: where agents and kubectl come in. */
  hub: z.string(),
  /** PEM of the authority behind the door's certificate; null where every system trusts it. */
  certificateAuthority: z.string().nullable(),
  expiresAt: Instant,
});
export type JoinTokenMade = z.infer<typeof JoinTokenMade>;

export const JoinTokenRow = z.object({
  id: z.string(),
  names: z.string(),
  usesLeft: z.int(),
  expiresAt: Instant,
  autoApprove: z.boolean(),
  madeBy: z.string(),
});
export type JoinTokenRow = z.infer<typeof JoinTokenRow>;

export const AGENT_STATES = ['pending', 'approved', 'denied', 'revoked'] as const;
export const AgentRow = z.object({
  id: z.string(),
  state: z.enum(AGENT_STATES),
  name: z.string(),
  /** The registered cluster that it would be another way into, or is the way into. */
  cluster: z.string().nullable(),
  /** SHA-256 of its public key, as its own log shows it. */
  fingerprint: z.string(),
  kubernetesVersion: z.string(),
  agentVersion: z.string(),
  requestedFrom: z.string(),
  requestedAt: Instant,
  decidedBy: z.string().nullable(),
  /** Whether its tunnel is open now. */
  connected: z.boolean(),
});
export type AgentRow = z.infer<typeof AgentRow>;

/** How the hub reaches a member. */
export const Reach = z.object({
  mode: ClusterMode,
  /** What the hub holds of it; null: nothing. */
  credential: CredentialKind.nullable(),
  agent: z
    .object({
      id: z.string(),
      fingerprint: z.string(),
      certificateExpiresAt: Instant.nullable(),
      /** Two agents with this key displaced each other; both wait until then. */
      quarantinedUntil: Instant.nullable(),
    })
    .nullable(),
  tunnel: z
    .object({
      connected: z.boolean(),
      /** When it came up, or went down. */
      since: Instant,
      agentVersion: z.string(),
      /** Whether the member's owner lets the hub write. */
      writes: z.boolean(),
      roundTripMs: z.number().nullable(),
    })
    .nullable(),
});
export type Reach = z.infer<typeof Reach>;

export const AgentById = z.strictObject({ id: z.uuid() });
export const ModeSwitch = z.strictObject({
  name: ClusterNameText,
  mode: ClusterMode,
  /** To pull: what the hub holds of the member is deleted. */
  forget: z.boolean().default(false),
});
