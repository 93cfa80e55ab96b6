import type { AuditTrail } from '~/server/audit/ports';
import { recorded } from '~/server/audit/recorded';
import { DomainError } from '~/server/kernel/failure';
import type { Actor } from '~/server/teams/model/actor';
import type { Check, Registration } from './model/registration';
import type { RegisteredCluster } from './ports';
import { type ConnectionTest, type TestDeps, testConnection } from './test-connection';

export type Request = { actor: Actor; requestId: string };
export type RegistryDeps = TestDeps & { audit: AuditTrail; changed(cluster: string): void };

/**
 * Tests the connection once more and saves member and sealed credential in one transaction. Anything that a test would
 * fail is refused at its field, and nothing is kept.
 */
export async function registerCluster(
  deps: RegistryDeps,
  request: Request,
  input: Registration,
): Promise<RegisteredCluster> {
  const { access: _secret, ...described } = input;
  const intent = {
    ...request,
    action: 'clusters.register',
    target: { cluster: input.name },
    after: { ...described, by: input.access.by },
  };
  return recorded(deps.audit, intent, async () => {
    const test = await testConnection(deps, input);
    const { access, facts } = usable(test);
    const cluster = await deps.registry.add({
      name: input.name,
      access,
      kubeSystemUid:
        facts.clusterUid ??
        refuse('access', 'the namespace kube-system cannot be read, so the cluster cannot be told apart'),
      identity: facts.identity?.user ?? null,
      credentialExpiresAt: facts.credentialExpiresAt,
      registeredBy: request.actor.name,
      places: {
        environment: input.environment ?? null,
        provider: input.provider ?? null,
        region: input.region ?? null,
        zone: input.zone ?? null,
      },
      observed: test.report.suggested,
      labels: input.labels,
      annotations: input.annotations,
    });
    deps.changed(cluster.name);
    return cluster;
  });
}

/** The way in and the facts of a test that passed; throws the first thing to mend otherwise. */
export function usable({ report, access, facts }: ConnectionTest): Required<Pick<ConnectionTest, 'access' | 'facts'>> {
  const broken = report.checks.find((check) => check.outcome === 'failed');
  if (broken) throw refusal(broken);
  if (!access || !facts) throw new Error('a test without a failed check has its facts');
  return { access, facts };
}

function refusal(check: Check): DomainError {
  const { code, params, detail, field } = check;
  if (code === 'already-registered' || code === 'name-taken') {
    return new DomainError({ kind: 'conflict', what: 'cluster', name: params['cluster'] ?? '', detail: code });
  }
  const message = detail === '' ? code : `${code}: ${detail}`;
  return new DomainError({ kind: 'invalid', issues: [{ path: (field ?? 'access').split('.'), message }] });
}

function refuse(path: string, message: string): never {
  throw new DomainError({ kind: 'invalid', issues: [{ path: [path], message }] });
}
