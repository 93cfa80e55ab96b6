import type { z } from 'zod';
import type { Clock } from '~/server/kernel/clock';
import { type ClusterFailure, clusterFailureOf, failureOf } from '~/server/kernel/failure';
import { commonPlace } from './core/common-place';
import { failed, judgeFacts, judgeFailure, passed } from './core/judge-connection';
import { memberAccess } from './member-access';
import type { Access, AccessAnswer, Check, ConnectionReport } from './model/registration';
import type { ClusterRegistry, MemberAccess, MemberFacts, Members, MemberVisit, NodeFacts } from './ports';

export type TestDeps = { registry: ClusterRegistry; members: Members; clock: Clock };
export type ConnectionTest = { report: ConnectionReport; access?: MemberAccess; facts?: MemberFacts };

type Needed = z.infer<typeof AccessAnswer>['needed'];
const RIGHTS: { needed: Needed; verb: string; group: string; resource: string }[] = [
  ...['nodes', 'namespaces', 'services', 'pods'].map((resource) => ({
    needed: 'inventory' as const,
    verb: 'watch',
    group: '',
    resource,
  })),
  ...['deployments', 'statefulsets', 'daemonsets'].map((resource) => ({
    needed: 'inventory' as const,
    verb: 'watch',
    group: 'apps',
    resource,
  })),
  ...['jobs', 'cronjobs'].map((resource) => ({
    needed: 'inventory' as const,
    verb: 'watch',
    group: 'batch',
    resource,
  })),
  { needed: 'edit-nodes', verb: 'patch', group: '', resource: 'nodes' },
  { needed: 'apply', verb: 'patch', group: 'apps', resource: 'deployments' },
  { needed: 'impersonate', verb: 'impersonate', group: '', resource: 'users' },
];

/** Where a credential that the member rejects is to be mended. */
const CREDENTIAL_FIELDS: Record<Access['by'], string> = {
  kubeconfig: 'access.context',
  token: 'access.token',
  'client-certificate': 'access.certificate',
};

/**
 * Knocks at a member's door before anything is saved: address, connection, certificate, credential, version, readiness,
 * whether it is registered already, and what the credential may do. Never throws for the member; the report says it all.
 */
export async function testConnection(
  deps: TestDeps,
  input: { name?: string; access: Access },
): Promise<ConnectionTest> {
  const credentialField = CREDENTIAL_FIELDS[input.access.by];
  let access: MemberAccess;
  try {
    access = await memberAccess(deps.members, input.access);
    await deps.members.checkAddress(access.server);
  } catch (error) {
    return { report: emptyReport([addressCheck(error, credentialField)]) };
  }
  const member = { ...access, name: input.name ?? 'new cluster' };
  let seen: Seen;
  try {
    seen = await deps.members.visit(member, see);
  } catch (error) {
    return {
      report: {
        ...emptyReport([passed('address', access.server), judgeFailure(memberFailure(error), credentialField)]),
        server: access.server,
      },
    };
  }
  const { facts, answers, look } = seen;
  const taken = await uniqueness(deps, input.name, facts.clusterUid);
  const granted = RIGHTS.map((right, index) => ({ ...right, allowed: answers[index] ?? false }));
  const checks = [
    passed('address', access.server),
    ...judgeFacts(facts, deps.clock.now(), credentialField),
    ...taken,
    rights(granted),
  ];
  const place = look ? commonPlace(look.places) : { region: null, zone: null, provider: null };
  const report: ConnectionReport = {
    ok: checks.every((check) => check.outcome !== 'failed'),
    checks,
    server: access.server,
    version: facts.version,
    latencyMs: facts.latencyMs,
    identity: facts.identity,
    certificate: facts.serverCertificate && {
      expiresAt: facts.serverCertificate.expiresAt.toISOString(),
      fingerprint: facts.serverCertificate.fingerprint,
    },
    credentialExpiresAt: facts.credentialExpiresAt?.toISOString() ?? null,
    access: granted,
    suggested: { environment: look?.environment ?? null, ...place, nodes: look?.count ?? null },
  };
  return { report, access, facts };
}

type Seen = { facts: MemberFacts; answers: boolean[]; look: NodeFacts | undefined };

/** A member that answers a probe but not the rest is judged by what it did answer. */
async function see(visit: MemberVisit): Promise<Seen> {
  const facts = await visit.probe();
  const [answers, look] = await Promise.all([
    visit.mayI(RIGHTS).catch(() => RIGHTS.map(() => false)),
    visit.lookAround().catch(() => undefined),
  ]);
  return { facts, answers, look };
}

function addressCheck(error: unknown, credentialField: string): Check {
  const failure = failureOf(error);
  if (failure?.kind === 'invalid') {
    const [issue] = failure.issues;
    const path = issue?.path.join('.') ?? 'access';
    const message = issue?.message ?? '';
    if (path.startsWith('access.context') || path.startsWith('access.text'))
      return failed('address', 'kubeconfig-refused', message, path);
    if (/https/.test(message)) return failed('address', 'address-not-https', message, path);
    if (/user name|password|credential/.test(message))
      return failed('address', 'address-with-credentials', message, path);
    return failed('address', 'address-malformed', message, path);
  }
  return judgeFailure(memberFailure(error), credentialField);
}

/** An error that is no member's failure is a bug and must not hide in a report. */
function memberFailure(error: unknown): ClusterFailure {
  const failure = clusterFailureOf(error);
  if (!failure) throw error;
  return failure;
}

async function uniqueness({ registry }: TestDeps, name: string | undefined, uid: string | null): Promise<Check[]> {
  const byName = name === undefined ? undefined : await registry.find(name);
  const byUid = uid === null ? undefined : await registry.findByUid(uid);
  if (byUid && byUid.name !== name) {
    return [failed('unique', 'already-registered', `kube-system ${uid}`, 'access.server', { cluster: byUid.name })];
  }
  if (byName) return [failed('unique', 'name-taken', '', 'name', { cluster: byName.name })];
  return [passed('unique', uid ?? '')];
}

function rights(answers: z.infer<typeof AccessAnswer>[]): Check {
  const missing = answers.filter(({ allowed, needed }) => !allowed && needed === 'inventory');
  if (missing.length === 0) return passed('rights');
  const detail = missing.map(({ verb, resource }) => `${verb} ${resource}`).join(', ');
  return { ...failed('rights', 'rights-missing', detail, null), outcome: 'warning' };
}

function emptyReport(checks: Check[]): ConnectionReport {
  const nothing = {
    server: null,
    version: null,
    latencyMs: null,
    identity: null,
    certificate: null,
    credentialExpiresAt: null,
  };
  const suggested = { environment: null, provider: null, region: null, zone: null, nodes: null };
  return { ok: false, checks, ...nothing, access: [], suggested };
}
