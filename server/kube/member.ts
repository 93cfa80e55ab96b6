import type { Secret } from '~/server/kernel/secret';

/** All that is needed to reach one member's API server; nothing of the hub's registry beyond it. */
export type Member = {
  /** Identifies the member in failures, breakers and bounds: its name in the hub. */
  name: string;
  /** `https://host:port[/path]`; no credentials, no query. */
  server: string;
  /** PEM; without it the system's roots are trusted. */
  certificateAuthority?: string;
  /** Overrides the name that the server certificate must bear (kubeconfig's `tls-server-name`). */
  tlsServerName?: string;
  credential: MemberCredential;
};

/** A member that the hub dials, before it has a name. */
export type DialledMember = Omit<Member, 'name' | 'credential'> & { credential: HeldCredential };

/** What the hub holds of a member that it dials. */
export type HeldCredential =
  | { kind: 'token'; readonly token: Secret; renewal?: Renewal }
  | { kind: 'client-certificate'; certificate: string; key: Secret };

/** Of a token that is replaced by another while its connection stays. */
export type Renewal = {
  /** Brings `token` up to date before it is sent; never throws. */
  refresh(): Promise<void>;
  /** When it ends, once its renewal is overdue; null while all goes well. */
  overdue(): Date | null;
};

export type MemberCredential =
  | HeldCredential
  /** The hub holds none: the agent in the member adds its own; `cluster` is the id under which its tunnel is known. */
  | { kind: 'agent'; cluster: string };

/** Whom the member shall see: the credential itself, or someone it may impersonate. */
export type Identity = { kind: 'hub' } | { kind: 'impersonated'; user: string; groups: string[] };

/** A kind as the API server addresses it. `namespace` in a request is absent for cluster-scoped kinds or for all namespaces. */
export type Resource = { group: string; version: string; plural: string };

/** What every object has; the rest is the kind's own and is validated where it is read. */
export type KubeObject = {
  apiVersion?: string;
  kind?: string;
  metadata: ObjectMeta;
  [field: string]: unknown;
};

export type ObjectMeta = {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: { apiVersion: string; kind: string; name: string; uid: string; controller?: boolean }[];
  [field: string]: unknown;
};
