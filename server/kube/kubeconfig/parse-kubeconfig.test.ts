import { beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { createTestAuthority, type Issued, type TestAuthority } from '~/server/kube/testing/certificates';
import { parseKubeconfig } from './parse-kubeconfig';

const now = new Date();
let authority: TestAuthority;
let client: Issued;
beforeAll(async () => {
  authority = await createTestAuthority();
  client = await authority.issue({ name: 'CN=ada' });
});

const base64 = (text: string) => Buffer.from(text).toString('base64');
const jwt = (claims: object) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;

const config = (cluster: object = {}, user: object = { token: 't' }) => ({
  apiVersion: 'v1',
  kind: 'Config',
  clusters: [
    {
      name: 'c',
      cluster: {
        server: 'https://c.test:6443',
        'certificate-authority-data': base64(authority.certificate),
        ...cluster,
      },
    },
  ],
  users: [{ name: 'u', user }],
  contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
  'current-context': 'x',
});
const parse = (value: object | string) => parseKubeconfig(typeof value === 'string' ? value : stringify(value), now);
const problem = (text: string) => {
  try {
    return parse(text);
  } catch (error) {
    return (error as { failure: unknown }).failure;
  }
};

describe('parseKubeconfig', () => {
  it('reads a context with a token', () => {
    const [found] = parse(config({ 'tls-server-name': 'k' }));
    expect(found).toMatchObject({
      context: 'x',
      isCurrent: true,
      ok: true,
      member: {
        server: 'https://c.test:6443',
        certificateAuthority: authority.certificate,
        tlsServerName: 'k',
        credential: { kind: 'token' },
      },
    });
    expect(JSON.stringify(found)).not.toContain('"t"');
  });

  it('reads a client certificate, which wins over a token, and JSON as YAML', () => {
    const user = {
      'client-certificate-data': base64(client.certificate),
      'client-key-data': base64(client.key),
      token: 't',
    };
    expect(parse(JSON.stringify(config({}, user)))[0]).toMatchObject({
      ok: true,
      member: { credential: { kind: 'client-certificate', certificate: client.certificate } },
    });
  });

  it.each([
    ['exec-plugin', {}, { exec: { command: 'aws' } }],
    ['auth-provider', {}, { 'auth-provider': { name: 'gcp' } }],
    ['basic-auth', {}, { username: 'a', password: 'b' }],
    ['no-credential', {}, {}],
    ['impersonation', {}, { token: 't', as: 'root' }],
    ['file-path', {}, { tokenFile: '/t' }],
    ['file-path', {}, { 'client-certificate': '/c', 'client-key': '/k' }],
    ['file-path', { 'certificate-authority': '/etc/ca' }, { token: 't' }],
    ['insecure-skip-tls-verify', { 'insecure-skip-tls-verify': true }, { token: 't' }],
    ['proxy-url', { 'proxy-url': 'http://p' }, { token: 't' }],
    ['bad-server', { server: 'http://c' }, { token: 't' }],
    ['bad-server', { server: 'https://a:b@c' }, { token: 't' }],
    ['missing-cluster', { server: '' }, { token: 't' }],
    ['bad-certificate', { 'certificate-authority-data': 'AAAA' }, { token: 't' }],
    [
      'bad-certificate',
      {},
      {
        'client-certificate-data': base64('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'),
        'client-key-data': 'AAAA',
      },
    ],
    ['token-expired', {}, { token: jwt({ exp: 1_500_000_000 }) }],
  ])('refuses %s with its reason', (refusal, cluster, user) => {
    expect(parse(config(cluster, user))[0]).toMatchObject({ ok: false, refusal, detail: expect.stringMatching(/\w/) });
  });

  it('refuses a key of another certificate, and a certificate that expired', async () => {
    const other = await authority.issue({ name: 'CN=eve' });
    const past = await authority.issue({ name: 'CN=old', notBefore: new Date(0), notAfter: new Date(1e12) });
    const user = ({ certificate, key }: Issued) => ({
      'client-certificate-data': base64(certificate),
      'client-key-data': base64(key),
    });
    expect(parse(config({}, user({ ...client, key: other.key })))[0]).toMatchObject({ refusal: 'bad-certificate' });
    expect(parse(config({}, user(past)))[0]).toMatchObject({ refusal: 'certificate-expired' });
  });

  it('keeps good contexts beside bad ones', () => {
    const both = config();
    both.contexts.push(
      { name: 'y', context: { cluster: 'gone', user: 'u' } },
      { name: 'z', context: { cluster: 'c', user: 'gone' } },
    );
    expect(parse(both).map((context) => (context.ok ? 'ok' : context.refusal))).toEqual([
      'ok',
      'missing-cluster',
      'missing-user',
    ]);
  });

  it('reads a token whose end is ahead', () => {
    expect(parse(config({}, { token: jwt({ exp: now.getTime() / 1000 + 60 }) }))[0]).toMatchObject({ ok: true });
  });

  it.each([
    ['a list', '[]'],
    ['a word', 'hello'],
    ['broken YAML', 'a: [1'],
    ['a key twice', 'clusters: []\nclusters: []'],
    ['a tab', '\t- a'],
    ['deep nesting', `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
    [
      'an alias bomb',
      [
        'a: &a [x,x,x,x,x,x,x,x,x]',
        ...'bcdefgh'.split('').map((key, index) => `${key}: &${key} [${Array(9).fill(`*${'abcdefg'[index]}`)}]`),
      ].join('\n'),
    ],
    [
      'a name twice',
      stringify({
        clusters: [
          { name: 'c', cluster: {} },
          { name: 'c', cluster: {} },
        ],
      }),
    ],
  ])('says in one sentence that %s is no kubeconfig', (_what, text) => {
    expect(problem(text)).toMatchObject({
      kind: 'invalid',
      issues: [{ path: ['kubeconfig'], message: expect.not.stringContaining('\n') }],
    });
  });

  it('refuses a paste of 2 MiB before it is parsed', () => {
    expect(problem(' '.repeat(2 ** 21))).toMatchObject({ kind: 'limit' });
  });
});
