import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { writeKubeconfig } from './write-kubeconfig';

const HUB = { server: 'https://hub:3443', authority: undefined };
const made = (clusters: string[]) => parse(writeKubeconfig(HUB, clusters, 'v1'));
const serversOf = (clusters: string[]) =>
  made(clusters).clusters.map(({ name, cluster }: { name: string; cluster: { server: string } }) => [
    name,
    cluster.server,
  ]);

it('a kubeconfig leads to the hub’s own API and to each cluster', () => {
  expect(serversOf(['edge'])).toEqual([
    ['hub', 'https://hub:3443/k8s/hub'],
    ['edge', 'https://hub:3443/k8s/clusters/edge'],
  ]);
  expect(made(['edge'])['current-context']).toBe('edge');
  expect(made([])['current-context']).toBe('hub');
});

it('a cluster that is called hub keeps its name', () => {
  expect(serversOf(['hub'])).toEqual([
    ['portolan-hub', 'https://hub:3443/k8s/hub'],
    ['hub', 'https://hub:3443/k8s/clusters/hub'],
  ]);
});
