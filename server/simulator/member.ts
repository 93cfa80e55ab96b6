import { randomBytes, randomUUID } from 'node:crypto';
import { type Clock, systemClock } from '~/server/kernel/clock';
import { aggregateRoles } from './api/access/aggregate-roles';
import { bootstrapRoles } from './api/access/bootstrap-roles';
import { createServiceAccountTokens, type ServiceAccountTokens } from './api/access/service-account-tokens';
import { createApi } from './api/create-api';
import { establishDefinition } from './api/custom/establish-definition';
import type { Health } from './api/health';
import type { KubeObject } from './api/object';
import { createRegistry, type Registry } from './api/registry';
import { createStore, type Store } from './api/store';
import { createObjects, type Objects } from './api/write/objects';
import { authenticateToken, type Token } from './door/authenticate';
import { type Authority, createAuthority, type KeyPair, type Lifetime } from './door/issue-certificates';
import { kubeconfigOf } from './door/kubeconfig';
import { openDoor } from './door/open-door';
import { createFaults, type Faults } from './faults/faults';
import { createContainerRuntime } from './runtime/run-in-container';
import { versionOf } from './version';

export type MemberOptions = {
  name: string;
  /** `v1.31.4`, the newest known by default; it decides which kinds and versions are served. */
  version?: string;
  /** 0 (default): a free one. */
  port?: number;
  clock?: Clock;
  /** Users besides the three that every member has: `admin-token-<name>`, `viewer-token-<name>`, `nobody-token-<name>`. */
  tokens?: readonly Token[];
  /** Past changes kept per kind: what a watch or a continue token can be resumed over. */
  window?: number;
  bookmarkEveryMs?: number;
  /** The serving certificate's life; ten years by default. One that is over makes a member with an expired certificate. */
  serving?: Lifetime;
  newUid?: () => string;
};

/** A running member: a Kubernetes API server on a TLS socket of its own. */
export type SimulatedMember = {
  name: string;
  /** `https://127.0.0.1:<port>`. */
  url: string;
  /** PEM of the certificate authority of this member. */
  ca: string;
  tokens: { admin: string; viewer: string; nobody: string };
  accounts: ServiceAccountTokens;
  /** A kubeconfig with one context, for the admin's client certificate. */
  adminKubeconfig: string;
  adminCertificate: KeyPair;
  authority: Authority;
  /** Direct access for tests and controllers, past authentication and admission. */
  objects: Objects;
  store: Store;
  registry: Registry;
  faults: Faults;
  health: Health;
  close(): Promise<void>;
};

const TEN_YEARS_MS = 10 * 365 * 86_400_000;

/** Starts a member and resolves when it listens. The caller closes it. */
export async function startMember(options: MemberOptions): Promise<SimulatedMember> {
  const { name, version = 'v1.34.1', clock = systemClock, newUid = randomUUID } = options;
  const store = createStore(options.window);
  const registry = createRegistry(Number(version.split('.')[1]));
  const objects = createObjects({ store, registry, clock, newUid });
  const health: Health = { failing: new Set() };
  const faults = createFaults();
  const life = { notBefore: new Date(Date.now() - 60_000), notAfter: new Date(Date.now() + TEN_YEARS_MS) };
  const authority = await createAuthority(`${name}-ca`, life);
  const adminCertificate = await authority.issueClient(life, {
    commonName: 'kubernetes-admin',
    organizations: ['system:masters'],
  });
  const names = { admin: `admin-token-${name}`, viewer: `viewer-token-${name}`, nobody: `nobody-token-${name}` };
  const tokens = [...ownTokens(names), ...(options.tokens ?? [])];
  const accounts = createServiceAccountTokens(store, clock);
  const api = createApi({
    store,
    registry,
    clock,
    health,
    version: versionOf(version),
    newUid,
    newSuffix,
    tokens: accounts,
    runtime: createContainerRuntime(() => clock.now()),
    authenticate: (token, audiences) => authenticateToken({ tokens, accounts, clock }, token, audiences),
  });
  const definitions = 'customresourcedefinitions';
  objects.watch('apiextensions.k8s.io/v1', definitions, ({ type, object }) => {
    registry.define(objects.list('apiextensions.k8s.io/v1', definitions));
    if (type !== 'DELETED') establishDefinition(objects, clock, object);
  });
  bootstrap(objects, registry);
  const serving = await authority.issueServer(options.serving ?? life, [name]);
  const door = await openDoor({
    api,
    store,
    faults,
    clock,
    minor: registry.minor,
    tokens,
    accounts,
    serving,
    clientAuthority: authority.certificate,
    port: options.port ?? 0,
    bookmarkEveryMs: options.bookmarkEveryMs ?? 60_000,
  });
  const url = `https://127.0.0.1:${door.port}`;
  const ca = authority.certificate;
  return {
    name,
    url,
    ca,
    tokens: names,
    accounts,
    adminKubeconfig: kubeconfigOf([{ name, server: url, ca, user: { kind: 'certificate', pair: adminCertificate } }]),
    adminCertificate,
    authority,
    objects,
    store,
    registry,
    faults,
    health,
    close: () => door.close(),
  };
}

const ownTokens = ({ admin, viewer, nobody }: SimulatedMember['tokens']): Token[] => [
  { token: admin, user: { name: 'token-admin', uid: 'u1', groups: ['system:masters'] } },
  { token: viewer, user: { name: 'viewer', uid: 'u2', groups: ['viewers'] } },
  { token: nobody, user: { name: 'nobody', uid: 'u3', groups: ['nobodies'] } },
];

/** What every cluster has from its first minute. */
function bootstrap(objects: Objects, registry: Registry): void {
  for (const name of ['default', 'kube-node-lease', 'kube-public', 'kube-system']) {
    const object: KubeObject = { metadata: { name, labels: { 'kubernetes.io/metadata.name': name } } };
    objects.put('v1', 'namespaces', object);
  }
  for (const [plural, list] of Object.entries(bootstrapRoles(registry.minor))) {
    for (const object of list) objects.put('rbac.authorization.k8s.io/v1', plural, object);
  }
  aggregateRoles(objects);
}

/** generateName's letters: no vowels, so that no words come out. */
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';
const newSuffix = () => [...randomBytes(5)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
