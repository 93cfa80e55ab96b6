import { describe, expect, it } from 'vitest';
import type { LossRows, PlacedPods } from '../ports';
import { judgeLoss } from './judge-loss';

const pods = (
  cluster: string,
  name: string,
  total: number,
  lost: number,
  more: Partial<PlacedPods> = {},
): PlacedPods => ({
  ...{ cluster, namespace: 'shop', kind: 'Deployment', name, team: null, total, lost },
  ...{ cpuRequestMillis: 1000, memoryRequestBytes: 100 },
  ...more,
});
const nodes = (cluster: string, count: number, lostNodes: number, cpu: number): LossRows['nodes'][number] => ({
  ...{ cluster, health: 'healthy', nodes: count, lostNodes },
  left: { cpuMillis: cpu * 1000, memoryBytes: 10_000, pods: 100 },
});
const judge = (rows: Partial<LossRows>) => judgeLoss({ pods: [], nodes: [], addresses: [], ...rows });

describe('judgeLoss', () => {
  it('judges an application over all its clusters', () => {
    const { applications, verdicts } = judge({
      pods: [
        pods('a', 'cart', 4, 4),
        pods('b', 'cart', 2, 0),
        pods('a', 'only', 1, 1),
        pods('a', 'wide', 9, 1),
        pods('b', 'far', 3, 0),
      ],
    });
    expect(applications.map(({ name, verdict, losing, keeping }) => [name, verdict, losing, keeping])).toEqual([
      ['only', 'all', ['a'], []],
      ['cart', 'most', ['a'], ['b']],
      ['wide', 'some', ['a'], ['a']],
    ]);
    expect(verdicts).toEqual({ all: 1, most: 1, some: 1 });
  });

  it('asks a cluster that keeps nodes to hold its own pods, and its DaemonSets not', () => {
    const rows = [pods('a', 'cart', 6, 3), pods('a', 'agent', 4, 2, { kind: 'DaemonSet' })];
    const [tight] = judge({ pods: rows, nodes: [nodes('a', 4, 2, 7)] }).clusters;
    expect(tight).toMatchObject({
      whole: false,
      needs: { cpuMillis: 3000, pods: 3 },
      free: { cpuMillis: 2000 },
      fits: false,
    });
    const [roomy] = judge({ pods: rows, nodes: [nodes('a', 4, 2, 8)] }).clusters;
    expect(roomy).toMatchObject({ fits: true });
  });

  it('moves the pods of a wholly lost cluster to what the others can spare, if their health is known', () => {
    const lost = {
      pods: [pods('a', 'cart', 5, 5), pods('b', 'cart', 2, 0)],
      nodes: [nodes('a', 3, 3, 0), nodes('b', 3, 0, 7)],
    };
    expect(judge(lost).moving).toMatchObject({ needs: { cpuMillis: 5000 }, free: { cpuMillis: 5000 }, fits: true });
    const [gone, other] = lost.nodes;
    const blind = { ...lost, nodes: [gone, { ...other, health: 'unknown' }] as LossRows['nodes'] };
    expect(judge(blind).moving).toMatchObject({ free: { cpuMillis: 0 }, fits: false });
  });

  it('tells which addresses are gone, which only lose pods, and where else the service answers', () => {
    const address = (cluster: string) => ({
      cluster,
      namespace: 'shop',
      name: 'web',
      addresses: [`10.0.0.${cluster}`],
    });
    const { addresses } = judge({
      nodes: [nodes('1', 2, 2, 0), nodes('2', 2, 1, 4), nodes('3', 2, 0, 4)],
      addresses: [address('1'), address('2'), address('3')],
    });
    expect(addresses.map(({ cluster, gone, elsewhere }) => [cluster, gone, elsewhere])).toEqual([
      ['1', true, 2],
      ['2', false, 1],
    ]);
  });

  it('says how many lost pods it could not measure', () => {
    const bare = { cpuRequestMillis: 0, memoryRequestBytes: 0 };
    expect(judge({ pods: [pods('a', 'x', 3, 2, bare)] }).unmeasuredPods).toBe(2);
  });
});
