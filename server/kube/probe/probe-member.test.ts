import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '~/server/kernel/secret';
import {
  answerJson,
  type Script,
  type ScriptedMember,
  startScriptedMember,
  statusOf,
} from '~/server/kube/testing/scripted-member';
import { probeMember } from './probe-member';

let target: ScriptedMember;
beforeEach(async () => {
  target = await startScriptedMember();
});
afterEach(() => target.stop());

const HEALTHY: Record<string, unknown> = {
  '/version': { major: '1', minor: '30', gitVersion: 'v1.30.2' },
  '/api/v1/namespaces/kube-system': { metadata: { name: 'kube-system', uid: 'u-1' } },
  '/apis/authentication.k8s.io/v1/selfsubjectreviews': {
    status: { userInfo: { username: 'system:serviceaccount:p:hub', groups: ['g'] } },
  },
  '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews': {
    status: {
      incomplete: true,
      resourceRules: [{ verbs: ['get'], apiGroups: [''], resources: ['pods'] }],
      nonResourceRules: null,
    },
  },
};

const serve =
  (answers: Record<string, unknown>, more: Script = () => {}): Script =>
  (request, response) => {
    if (request.url === '/readyz?verbose' && !answers['/readyz?verbose'])
      return void response.end('[+]ping ok\nreadyz check passed\n');
    const answer = answers[request.url];
    if (answer !== undefined) answerJson(response, answer);
    else if (more !== undefined) answerJson(response, statusOf(404, 'NotFound'), 404);
  };

describe('probeMember', () => {
  it('says all that a healthy member says', async () => {
    target.play(serve(HEALTHY));
    expect(await probeMember(target.connect())).toMatchObject({
      reachable: true,
      version: 'v1.30.2',
      ready: true,
      failingChecks: [],
      clusterUid: 'u-1',
      clockSkewMs: 0,
      unknown: [],
      identity: { user: 'system:serviceaccount:p:hub', groups: ['g'], source: 'member' },
      rules: {
        incomplete: true,
        resources: [{ verbs: ['get'], groups: [''], resources: ['pods'], names: [] }],
        paths: [],
      },
      serverCertificate: { subject: 'server', issuer: 'test authority' },
    });
  });

  it('names the checks that fail while the rest is known', async () => {
    target.play((request, response) => {
      if (request.url.startsWith('/readyz'))
        response
          .writeHead(500)
          .end('[+]ping ok\n[-]etcd failed: reason withheld\n[-]poststarthook/x failed\nreadyz check failed\n');
      else return serve(HEALTHY)(request, response);
    });
    expect(await probeMember(target.connect())).toMatchObject({
      ready: false,
      failingChecks: ['etcd', 'poststarthook/x'],
      clusterUid: 'u-1',
    });
  });

  it('reads the identity from the credential where the member is too old to be asked', async () => {
    const { ['/apis/authentication.k8s.io/v1/selfsubjectreviews']: _, ...old } = HEALTHY;
    target.play(serve(old));
    const token = `h.${Buffer.from(JSON.stringify({ sub: 'system:serviceaccount:p:old' })).toString('base64url')}.s`;
    expect(
      (await probeMember(target.connect({}, { credential: { kind: 'token', token: new Secret(token) } }))).identity,
    ).toEqual({ user: 'system:serviceaccount:p:old', groups: [], source: 'credential' });
    const { certificate, key } = await target.authority.issue({ name: 'CN=ada, O=crew, O=masters' });
    const probe = await probeMember(
      target.connect({}, { credential: { kind: 'client-certificate', certificate, key: new Secret(key) } }),
    );
    expect(probe.identity).toEqual({ user: 'ada', groups: ['crew', 'masters'], source: 'credential' });
    expect(probe.clientCertificate?.notAfter.getTime()).toBeGreaterThan(Date.now());
    expect((await probeMember(target.connect())).identity).toBeUndefined();
  });

  it.each([600_000, -600_000])('sees a clock that is %i ms off', async (skew) => {
    target.play((request, response) => {
      response.setHeader('date', new Date(Date.now() + skew).toUTCString());
      return serve(HEALTHY)(request, response);
    });
    const { clockSkewMs = 0 } = await probeMember(target.connect());
    expect(Math.abs(clockSkewMs - skew)).toBeLessThanOrEqual(1_000);
  });

  it('says what it may not know and why, and keeps the rest', async () => {
    const { ['/api/v1/namespaces/kube-system']: _, ...less } = HEALTHY;
    target.play(serve(less));
    const probe = await probeMember(target.connect());
    expect(probe).toMatchObject({
      reachable: true,
      version: 'v1.30.2',
      unknown: [{ fact: 'clusterUid', failure: { status: 404 } }],
    });
    expect(probe.clusterUid).toBeUndefined();
  });

  it('tells a member that refuses from one that is not there', async () => {
    target.play((_request, response) => answerJson(response, statusOf(401, 'Unauthorized'), 401));
    expect(await probeMember(target.connect())).toMatchObject({
      reachable: true,
      failure: { status: 401 },
      serverCertificate: { subject: 'server' },
    });
    const connection = target.connect({}, { server: 'https://127.0.0.1:1' });
    expect(await probeMember(connection)).toMatchObject({ reachable: false, failure: { reason: 'refused' } });
  });
});
