import { createPrivateKey, X509Certificate } from 'node:crypto';
import { ok, type Result, refused } from '~/server/kernel/result';
import { Secret } from '~/server/kernel/secret';
import type { HeldCredential } from '~/server/kube/member';
import type { RefusedContext, UserEntry } from './kubeconfig-document';
import { readPem } from './read-pem';
import { tokenExpiry } from './token-expiry';

/** How a context proves who it is. A client certificate wins over a token, as it does at the API server. */
export function readCredential(
  entry: UserEntry | null | undefined,
  name: string,
  now: Date,
): Result<HeldCredential, RefusedContext> {
  if (!entry) return refused({ refusal: 'missing-user', detail: `no user "${name}"` });
  const unusable = findUnusable(entry);
  if (unusable) return refused(unusable);
  if (entry['client-certificate-data']) return readClientCertificate(entry, now);
  if (entry.token) return readToken(entry.token.trim(), now);
  if (entry.username || entry.password) {
    return refused({ refusal: 'basic-auth', detail: 'Kubernetes removed user name and password in 1.19' });
  }
  return refused({ refusal: 'no-credential', detail: `user "${name}" has neither a token nor a client certificate` });
}

function findUnusable(entry: UserEntry): RefusedContext | undefined {
  if (entry.exec) {
    return {
      refusal: 'exec-plugin',
      detail: 'the hub runs no programs: give a service-account token or a certificate',
    };
  }
  if (entry['auth-provider']) {
    return {
      refusal: 'auth-provider',
      detail: 'auth-provider was removed in Kubernetes 1.26: give a service-account token',
    };
  }
  if (entry.as) return { refusal: 'impersonation', detail: 'the hub impersonates by itself: remove "as"' };
  const file = (['tokenFile', 'client-certificate', 'client-key'] as const).find((field) => entry[field]);
  if (!file) return undefined;
  return { refusal: 'file-path', detail: `${file} names a file: run kubectl config view --raw --flatten` };
}

function readToken(token: string, now: Date): Result<HeldCredential, RefusedContext> {
  const expiry = tokenExpiry(token);
  if (expiry && expiry <= now) {
    return refused({ refusal: 'token-expired', detail: `the token expired on ${expiry.toISOString()}` });
  }
  return ok({ kind: 'token', token: new Secret(token) });
}

function readClientCertificate(entry: UserEntry, now: Date): Result<HeldCredential, RefusedContext> {
  const certificate = readPem(entry['client-certificate-data'], 'CERTIFICATE');
  const key = readPem(entry['client-key-data'], 'PRIVATE KEY');
  const bad = (detail: string) => refused<RefusedContext>({ refusal: 'bad-certificate', detail });
  if (!certificate.ok) return bad(`client-certificate-data ${certificate.reason}`);
  if (!key.ok) return bad(`client-key-data ${key.reason}`);
  if (certificate.value === undefined || key.value === undefined) return bad('client-key-data is missing');
  const leaf = new X509Certificate(certificate.value);
  if (!leaf.checkPrivateKey(createPrivateKey(key.value))) return bad('client-key-data belongs to another certificate');
  const expiry = new Date(leaf.validTo);
  if (expiry <= now) {
    return refused({
      refusal: 'certificate-expired',
      detail: `the client certificate expired on ${expiry.toISOString()}`,
    });
  }
  return ok({ kind: 'client-certificate', certificate: certificate.value, key: new Secret(key.value) });
}
