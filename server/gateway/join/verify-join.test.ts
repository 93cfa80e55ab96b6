import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, it } from 'vitest';
import { joinText } from '../tunnel/model/join';
import { verifyJoin } from './verify-join';

const NOW = new Date('2026-11-25T12:00:00Z');

function request(curve = 'P-256', change: Partial<{ signedAt: string; kubeSystemUid: string }> = {}) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: curve });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const facts = { kubeSystemUid: 'uid', kubernetesVersion: 'v1.34.1', agentVersion: '1' };
  const unsigned = { ...facts, publicKey: pem, signedAt: change.signedAt ?? NOW.toISOString() };
  const signature = sign('sha256', Buffer.from(joinText(unsigned)), privateKey).toString('base64');
  return { ...unsigned, signature, ...change };
}

it('a request of now that its own key signed is believed', () => {
  expect(verifyJoin(request(), NOW)).toMatchObject({
    ok: true,
    fingerprint: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
  });
});

it.each([
  ['is old', request('P-256', { signedAt: '2026-11-25T11:54:00.000Z' }), /clock is 360 s behind/],
  ['is of tomorrow', request('P-256', { signedAt: '2026-11-26T12:00:00.000Z' }), /ahead of/],
  ['speaks for another cluster than was signed', request('P-256', { kubeSystemUid: 'another' }), /not signed/],
  ['brings another kind of key', request('P-384'), /P-256/],
  ['brings no key', { ...request(), publicKey: '-----BEGIN PUBLIC KEY-----' }, /not signed/],
])('one that %s is refused', (_what, asked, sentence) => {
  expect(verifyJoin(asked, NOW)).toMatchObject({ ok: false, sentence: expect.stringMatching(sentence) });
});
