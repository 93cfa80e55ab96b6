import { expect, it } from 'vitest';
import { kubeconfigFor } from './kubeconfig-for';

const PROGRAM = ['/usr/bin/node', '/opt/kubectl-portolan'] as const;

it('leads kubectl to one cluster through the hub, and to the plug-in for what speaks for its person', () => {
  const made = kubeconfigFor('edge', { server: 'https://hub:3443', ca: 'PEM' }, PROGRAM);
  expect(made['current-context']).toBe('edge');
  expect(made.contexts).toEqual([{ name: 'edge', context: { cluster: 'edge', user: 'me' } }]);
  const at = 'https://hub:3443/k8s/clusters/edge';
  expect(made.clusters).toEqual([{ name: 'edge', cluster: { server: at, 'certificate-authority-data': 'UEVN' } }]);
  expect(made.users[0]?.user.exec).toMatchObject({
    command: '/usr/bin/node',
    args: ['/opt/kubectl-portolan', 'credential', '--server', 'https://hub:3443'],
  });
});

it('trusts what the machine trusts where the hub has no authority of its own', () => {
  const made = kubeconfigFor('edge', { server: 'https://hub' }, PROGRAM);
  expect(made.clusters[0]?.cluster).toEqual({ server: 'https://hub/k8s/clusters/edge' });
});
