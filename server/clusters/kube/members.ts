import type { Clock } from '~/server/kernel/clock';
import { DomainError, failureOf, invalid } from '~/server/kernel/failure';
import { createMemberClient } from '~/server/kube/create-member-client';
import { parseServerUrl, SERVER_URL_FAULTS } from '~/server/kube/dial/server-url';
import {
  MAX_KUBECONFIG_BYTES,
  type KubeconfigContext as ReadContext,
  readKubeconfig,
  tooLarge,
} from '~/server/kube/kubeconfig/parse-kubeconfig';
import { tokenExpiry } from '~/server/kube/kubeconfig/token-expiry';
import type { Member } from '~/server/kube/member';
import type { MemberConnection } from '~/server/kube/member-connection';
import { reviewAccess } from '~/server/kube/probe/access-reviews';
import { type Probe, probeMember } from '~/server/kube/probe/probe-member';
import type { Yaml } from '~/server/yaml/model';
import { ENVIRONMENT_KEY } from '../core/project-namespace';
import { type PlaceAnnotations, projectNode, providerOf } from '../core/project-node';
import type { Kubeconfig, MemberAccess, MemberFacts, Members, NodeFacts } from '../ports';

export type MembersOptions = {
  connect(member: Member): MemberConnection;
  placeAnnotations: PlaceAnnotations;
  clock: Clock;
  yaml: Yaml;
};

const HUB = { kind: 'hub' } as const;
const PROBE_DEADLINE_MS = 10_000;
const NODES_LOOKED_AT = 500;
/** More than any company has in one file; told from the text, because reading them all is costly. */
const MAX_CONTEXTS = 1000;

/** Members over the Kubernetes API. A connection lives for one visit; the watcher keeps its own. */
export function kubeMembers({ connect, placeAnnotations, clock, yaml }: MembersOptions): Members {
  const contextsOf = async (text: string) => {
    if (Buffer.byteLength(text) > MAX_KUBECONFIG_BYTES) throw tooLarge();
    if (text.split('context:').length > MAX_CONTEXTS)
      throw invalid('kubeconfig', `has more than ${MAX_CONTEXTS} contexts`);
    const read = await yaml.read(text);
    if (!read.ok) throw invalid('kubeconfig', `is not YAML that can be read: ${withoutQuotes(read.fault.detail)}`);
    return readKubeconfig(read.documents[0]?.value ?? null, clock.now());
  };
  return {
    visit: async (member, ask) => {
      const connection = connect(member);
      try {
        return await ask({
          probe: async () => factsOf(member, await probeMember(connection, { deadlineMs: PROBE_DEADLINE_MS })),
          mayI: (questions) =>
            Promise.all(questions.map(async (question) => (await reviewAccess(connection, HUB, question)).allowed)),
          lookAround: () => lookAround(connection, placeAnnotations),
        });
      } finally {
        await connection.close();
      }
    },

    checkAddress: async (server) => {
      const parsed = parseServerUrl(server);
      if (!parsed.ok) throw invalid('access.server', SERVER_URL_FAULTS[parsed.reason]);
    },

    readKubeconfig: async (text, field) => kubeconfigOf(await atField(field, () => contextsOf(text))),
  };
}

function kubeconfigOf(read: ReadContext[]): Kubeconfig {
  return {
    contexts: read.map((context) => ({
      name: context.context,
      suggestedName: suggestName(context.context),
      server: context.ok ? context.member.server : null,
      credential: context.ok ? context.member.credential.kind : null,
      refusal: context.ok ? null : { reason: context.refusal, detail: context.detail },
    })),
    accessOf: (wanted) => {
      const found = read.find(({ context }) => context === wanted);
      if (!found) throw invalid('access.context', `there is no context ${wanted}`);
      if (!found.ok) throw invalid('access.context', `${found.refusal}: ${found.detail}`);
      return found.member satisfies MemberAccess;
    },
  };
}

/** A parser quotes what it stumbles over, and that may be a key: only what stands before it is shown. */
const withoutQuotes = (detail: string) => detail.split(/ at line|[:"']/)[0]?.trim() ?? '';

/** What a probe found, or the member's failure as an error. */
export function factsOf(member: Member, probe: Probe): MemberFacts {
  if (probe.failure) throw new DomainError(probe.failure);
  const rejected = probe.unknown.find(({ failure }) => failure.kind === 'cluster-refused' && failure.status === 401);
  if (rejected) throw new DomainError(rejected.failure);
  const { serverCertificate } = probe;
  return {
    version: probe.version ?? '',
    latencyMs: probe.latencyMs ?? 0,
    ready: probe.ready ?? true,
    notReady: probe.failingChecks,
    clusterUid: probe.clusterUid ?? null,
    clockSkewMs: probe.clockSkewMs ?? null,
    identity: probe.identity ? { user: probe.identity.user, groups: probe.identity.groups } : null,
    serverCertificate: serverCertificate
      ? { expiresAt: serverCertificate.notAfter, fingerprint: serverCertificate.fingerprint }
      : null,
    credentialExpiresAt: probe.clientCertificate?.notAfter ?? tokenEnd(member),
  };
}

function tokenEnd({ credential }: Member): Date | null {
  if (credential.kind !== 'token') return null;
  const { token, renewal } = credential;
  // what renews itself in time does not end
  return renewal ? renewal.overdue() : (tokenExpiry(token.reveal()) ?? null);
}

async function lookAround(connection: MemberConnection, placeAnnotations: PlaceAnnotations): Promise<NodeFacts> {
  const client = createMemberClient(connection, HUB);
  const nodes = await client.list({ group: '', version: 'v1', plural: 'nodes' }, { limit: NODES_LOOKED_AT });
  const kubeSystem = await client
    .get({ group: '', version: 'v1', plural: 'namespaces' }, { name: 'kube-system' })
    .catch(() => undefined);
  const { labels = {}, annotations = {} } = kubeSystem?.metadata ?? {};
  return {
    count: nodes.items.length + (nodes.remainingItemCount ?? 0),
    environment: labels[ENVIRONMENT_KEY] ?? annotations[ENVIRONMENT_KEY] ?? null,
    places: nodes.items.map((node) => {
      const { region, zone } = projectNode(node, placeAnnotations);
      return { region, zone, provider: providerOf(node) };
    }),
  };
}

/** The parser speaks of `kubeconfig`; the form calls the field otherwise. */
async function atField<Value>(field: string, read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.kind !== 'invalid') throw error;
    throw invalid(field, failure.issues.map(({ message }) => message).join('; '));
  }
}

/** A context's name as a cluster's: `kubernetes-admin@prod_eu` becomes `prod-eu`. */
export function suggestName(context: string): string {
  const last = context.split(/[@/:]/).pop() ?? '';
  const plain = last
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain.slice(0, 63).replace(/-+$/, '') || 'cluster';
}
