import { describe, expect, it } from 'vitest';
import { isTooLong, keepScope, onlyCluster } from './scope-parameters';

describe('keepScope', () => {
  it('carries the scope, and only the scope, from page to page', () => {
    const current = new URLSearchParams('region=eu,us&env=production&sort=name&open=x');
    expect(keepScope('/clusters', current)).toBe('/clusters?region=eu,us&env=production');
  });

  it('lets the target decide for itself', () => {
    expect(keepScope('/clusters?region=ap', new URLSearchParams('region=eu'))).toBe('/clusters?region=ap');
    expect(keepScope('/', new URLSearchParams())).toBe('/');
  });
});

describe('isTooLong', () => {
  const many = (count: number, name = 'eu-1') => ({
    ...onlyCluster('x'),
    clusters: Array.from({ length: count }, (_, index) => `${name}${index}`),
  });

  it.each([
    ['one cluster', onlyCluster('eu-1'), false],
    ['150 short names', many(150), false],
    ['201 names', many(201, ''), true],
    ['60 long names', many(60, 'a-cluster-with-a-long-name-'), true],
    ['names of another alphabet, which an address spells out', many(50, '上海机房'), true],
  ])('of %s is %s', (_what, scope, expected) => expect(isTooLong(scope)).toBe(expected));
});
