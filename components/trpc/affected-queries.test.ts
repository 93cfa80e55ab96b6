import { describe, expect, it } from 'vitest';
import { isAffected } from './affected-queries';

const key = (path: string, input?: object) => [path.split('.'), { input, type: 'query' }];

describe('isAffected', () => {
  const change = [{ topic: 'nodes' as const, cluster: 'east-1' }];

  it('touches lists that show the topic, and no others', () => {
    expect(isAffected(key('clusters.listNodes', { offset: 0 }), change)).toBe(true);
    expect(isAffected(key('clusters.listServices', { offset: 0 }), change)).toBe(false);
    expect(isAffected(['local'], change)).toBe(false);
  });

  it('leaves queries about another cluster alone', () => {
    expect(isAffected(key('clusters.get', { name: 'west-1' }), change)).toBe(false);
    expect(isAffected(key('clusters.get', { name: 'east-1' }), change)).toBe(true);
    expect(isAffected(key('topology.map', { scope: { clusters: ['west-1'] } }), change)).toBe(false);
    expect(isAffected(key('clusters.listNodes', { filter: { scope: { clusters: ['east-1'] } } }), change)).toBe(true);
    expect(isAffected(key('topology.map', { scope: { clusters: [] } }), change)).toBe(true);
  });
});
