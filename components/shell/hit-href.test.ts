import { describe, expect, it } from 'vitest';
import { hitHref } from './hit-href';

const at = { cluster: 'eu-1', name: 'web' };

describe('a found thing is looked at', () => {
  it.each([
    ['Cluster', null, '/clusters/eu-1'],
    ['Node', null, '/clusters/eu-1/nodes?q=web&open=eu-1/web'],
    ['Namespace', null, '/clusters/eu-1/namespaces?q=web&open=web'],
    ['Deployment', 'shop', '/clusters/eu-1/objects/apps/v1/deployments/shop/web'],
    ['CronJob', 'shop', '/clusters/eu-1/objects/batch/v1/cronjobs/shop/web'],
    ['Service', 'shop', '/clusters/eu-1/objects/core/v1/services/shop/web'],
  ] as const)('%s of %s at %s', (kind, namespace, href) => {
    expect(hitHref({ ...at, kind, namespace })).toBe(href);
  });
});
