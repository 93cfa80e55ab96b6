import { describe, expect, it } from 'vitest';
import { targetTexts } from './target-text';

const web = (plural: string) => ({
  cluster: 'eu-1',
  group: 'apps',
  version: 'v1',
  plural,
  namespace: 'shop',
  name: 'web',
});
const node = { cluster: 'eu-1', group: '', version: 'v1', plural: 'nodes', name: 'n1' };

describe('targetTexts', () => {
  it('names objects of one kind by where they lie', () => {
    const targets = [web('deployments'), { ...web('deployments'), name: 'db' }];
    expect(targets.map(targetTexts(targets))).toEqual(['eu-1 / shop / web', 'eu-1 / shop / db']);
  });

  it('says the kind where kinds are mixed', () => {
    const targets = [web('deployments'), web('statefulsets'), node];
    expect(targets.map(targetTexts(targets))).toEqual([
      'eu-1 / shop / deployments/web',
      'eu-1 / shop / statefulsets/web',
      'eu-1 / nodes/n1',
    ]);
  });
});
