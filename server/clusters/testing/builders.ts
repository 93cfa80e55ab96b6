import { randomUUID } from 'node:crypto';
import { Secret } from '~/server/kernel/secret';
import type { NewCluster } from '../ports';

/** A registration as a test needs it; what matters to the test is given. */
export function newCluster(given: Partial<NewCluster> = {}): NewCluster {
  const nowhere = { environment: null, provider: null, region: null, zone: null };
  return {
    name: `cluster-${randomUUID().slice(0, 8)}`,
    access: { server: 'https://10.0.0.1:6443', credential: { kind: 'token', token: new Secret('a-token') } },
    kubeSystemUid: randomUUID(),
    identity: 'system:serviceaccount:portolan:hub',
    credentialExpiresAt: null,
    registeredBy: 'Ada',
    places: nowhere,
    observed: nowhere,
    labels: {},
    annotations: {},
    ...given,
  };
}
