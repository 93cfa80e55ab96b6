import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '~/server/kernel/secret';
import { redact } from './redact';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const shown = (value: unknown, ofSecret = false) => JSON.stringify(redact(value, ofSecret));

/** What cannot be told from other text by itself: only its place says that it is a secret. */
const needle = fc.stringMatching(/^[a-z0-9]{24}$/);
/** Places where a secret may stand; anything may be around them. */
const PLACES: readonly ((secret: string) => unknown)[] = [
  (secret) => ({ kind: 'Secret', data: { key: secret } }),
  (secret) => ({ kind: 'Secret', stringData: { 'config.json': secret }, metadata: { name: 'db' } }),
  (secret) => ({ kind: 'List', items: [{ kind: 'Secret', data: { key: secret } }] }),
  (secret) => ({ metadata: { annotations: { [LAST_APPLIED]: `{"data":{"key":"${secret}"}}` } } }),
  (secret) => ({ path: `metadata.annotations["${LAST_APPLIED}"]`, before: secret, after: secret }),
  (secret) => ({ token: secret }),
  (secret) => ({ access: { by: 'token', bearerToken: secret } }),
  (secret) => ({ headers: { Authorization: secret, cookie: [secret] } }),
  (secret) => ({ kubeconfig: secret }),
  (secret) => ({ env: [{ name: 'DB_PASSWORD', value: secret }] }),
  (secret) => ({ path: 'spec.containers[name=web].env[name=DB_PASSWORD].value', before: null, after: secret }),
  (secret) => `Authorization: Bearer ${secret}`,
  (secret) => `the server said: password=${secret}`,
  (secret) => `postgresql://portolan:${secret}@db:5432/portolan`,
  (secret) => `apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\nstringData:\n  key: ${secret}\n`,
  (secret) => `users:\n- name: a\n  user:\n    client-key-data: ${secret}\n`,
  (secret) => `-----BEGIN EC PRIVATE KEY-----\n${secret}\n-----END EC PRIVATE KEY-----`,
  (secret) => `portolan_session_${secret}`,
  (secret) => new Secret(secret),
];

describe('redact', () => {
  it('shows a secret at none of the places where one may stand, whatever is around it', () => {
    const around = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        fc.json({ maxDepth: 1 }),
        fc.dictionary(fc.string({ maxLength: 8 }), tie('tree')),
        fc.array(tie('tree')),
      ),
    })).tree;
    const wrap = fc.constantFrom(
      (inner: unknown, other: unknown) => [other, inner],
      (inner: unknown, other: unknown) => ({ other, inner }),
      (inner: unknown, other: unknown) => ({ other, deeper: { inner: [inner] } }),
    );
    fc.assert(
      fc.property(needle, fc.constantFrom(...PLACES), around, wrap, (secret, place, other, wrapped) => {
        expect(shown(wrapped(place(secret), other))).not.toContain(secret);
      }),
      { numRuns: 500 },
    );
  });

  it('hides every field of a Secret that changed, save its metadata', () => {
    const changes = [
      { path: 'data.key', before: 'b2xk', after: 'bmV3' },
      { path: 'metadata.labels.app', before: 'old-label', after: 'new-label' },
    ];
    expect(shown({ detail: { changes } }, true)).toBe(
      '{"detail":{"changes":[{"path":"data.key","before":"[secret]","after":"[secret]"},' +
        '{"path":"metadata.labels.app","before":"old-label","after":"new-label"}]}}',
    );
  });

  it.each([
    [{ replicas: 3, paused: false, none: null }],
    [{ plural: 'secrets', name: 'database' }],
    [{ path: 'spec.replicas', before: '2', after: '3' }],
    [{ by: 'token', secretName: 'tls', automountServiceAccountToken: false, imagePullSecrets: [{ name: 'registry' }] }],
    [{ kind: 'SecretStore', data: { shown: 'yes' } }],
    ['the token expired two days ago'],
  ])('leaves %j as it is', (value) => {
    expect(redact(value)).toEqual(value);
  });

  it('gives what PostgreSQL can keep, of bounded size, of anything', () => {
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    expect(shown(cyclic)).toContain('[too deep]');
    expect(shown({ text: 'x'.repeat(1_000_000) }).length).toBeLessThan(9000);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.anything(), (text, value) => {
        const told = redact({ text: `\0${text}\ud800`, value });
        // as texts: JSON has no -0
        const kept = JSON.stringify(told);
        expect(JSON.stringify(JSON.parse(kept))).toBe(kept);
        expect(JSON.stringify(told)).not.toMatch(/\\u0000|\\ud[89a-f]/);
      }),
    );
  });

  it.each([
    'eyJ'.repeat(10_000),
    '-eyJabcdefgh'.repeat(3000),
    'a.'.repeat(16_000),
    '\n'.repeat(32_000),
    'token'.repeat(6000),
    ' password'.repeat(4000),
    '-----BEGIN PRIVATE KEY-----'.repeat(1200),
    'Bearer '.repeat(4000),
  ])('takes no time over a text that is made to cost some', (text) => {
    const began = performance.now();
    redact(text);
    expect(performance.now() - began).toBeLessThan(200);
  });
});
