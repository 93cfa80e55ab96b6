import { describe, expect, it } from 'vitest';
import { isForHub, parseHubTarget } from './parse-hub-target';

const APPS = '/k8s/hub/apis/portolan.dev/v1alpha1/applications';
const read = (line: string) => {
  const [method = '', target = ''] = line.split(' ');
  const parsed = parseHubTarget(method, target);
  if (!parsed.ok) return 'refused';
  const found = parsed.target;
  if (found.to === 'nowhere') return 'nowhere';
  return found.to === 'path' ? found.path : [found.verb, found.kind.kind, found.name].join(' ').trim();
};

describe('an address of the hub', () => {
  it.each([
    ['GET /k8s/hub', '/'],
    ['GET /k8s/hub/', '/'],
    ['GET /k8s/hub/apis?timeout=32s', '/apis'],
    ['GET /k8s/hub/apis/portolan.dev/v1alpha1', '/apis/portolan.dev/v1alpha1'],
    ['GET /k8s/hub/openapi/v3/apis/portolan.dev/v1alpha1?hash=A', '/openapi/v3/apis/portolan.dev/v1alpha1'],
    [`GET ${APPS}?limit=500`, 'list Application'],
    [`GET ${APPS}?watch=1`, 'watch Application'],
    [`GET ${APPS}/web`, 'get Application web'],
    [`POST ${APPS}?dryRun=All`, 'create Application'],
    [`PUT ${APPS}/web`, 'update Application web'],
    [`PATCH ${APPS}/web`, 'patch Application web'],
    [`DELETE ${APPS}/web`, 'delete Application web'],
    [`DELETE ${APPS}`, 'deletecollection Application'],
    ['GET /k8s/hub/apis/portolan.dev/v1alpha1/overrides/web.a', 'get Override web.a'],
  ])('%s asks %s', (line, asked) => expect(read(line)).toBe(asked));

  it.each([
    ...['POST /k8s/hub/apis', `POST ${APPS}/web`, `PUT ${APPS}`, `GET ${APPS}/`, `GET ${APPS}/web/status`],
    'GET /k8s/hub/apis/portolan.dev/v1/applications',
    'GET /k8s/hub/apis/portolan.dev/v1alpha1/namespaces/a/applications',
    'GET /k8s/hub/apis/apps/v1/deployments',
  ])('%s leads nowhere', (line) => expect(read(line)).toBe('nowhere'));

  it.each([
    ...[`GET ${APPS}/../clusters`, `GET ${APPS}/%2e%2e/clusters`, `GET ${APPS}/a%2fb`, `GET ${APPS}//web`],
    ...[`GET ${APPS}?unheard=1`, `GET ${APPS}?limit=1&limit=2`, `TRACE ${APPS}`, `GET ${APPS}/a;b`, 'GET /k8s/hub#x'],
  ])('%s is refused', (line) => expect(read(line)).toBe('refused'));

  it('is told from one that only begins like it', () => {
    expect(['/k8s/hub', '/k8s/hub/api', '/k8s/hub?x'].every(isForHub)).toBe(true);
    expect(['/k8s/hubs', '/k8s/clusters/hub', '/k8s/HUB'].some(isForHub)).toBe(false);
  });
});
