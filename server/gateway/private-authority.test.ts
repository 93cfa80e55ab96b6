import { rootCertificates } from 'node:tls';
import { expect, it } from 'vitest';
import { createTestAuthority } from '~/server/kube/testing/certificates';
import { privateAuthority } from './private-authority';

const authority = await createTestAuthority();
const other = await createTestAuthority();
const { certificate: own } = await authority.issue({ name: 'CN=hub', hosts: ['hub.test'] });
const lines = (pem: string | null) => pem?.trim().split('\n');

it('names the private authority at the end of a chain, in whatever order it stands', () => {
  const chain = [own, other.certificate, authority.certificate].join('\n');
  expect(lines(privateAuthority(chain))).toEqual(lines(authority.certificate));
});

it('names a certificate that signed itself', () => {
  expect(lines(privateAuthority(authority.certificate))).toEqual(lines(authority.certificate));
});

it('names none where a public one stands behind the chain, or nobody knows who does', () => {
  expect(privateAuthority(`${own}\n${authority.certificate}`, [authority.certificate])).toBeNull();
  expect(privateAuthority(own, [authority.certificate])).toBeNull();
  expect(privateAuthority(own)).toBeNull();
  expect(privateAuthority(rootCertificates[0] ?? '')).toBeNull();
  expect(privateAuthority('nothing of the kind')).toBeNull();
});
