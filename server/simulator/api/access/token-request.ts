import { invalidFields, notFound } from '~/server/simulator/api/api-error';
import {
  digNumber,
  digText,
  isObject,
  type JsonObject,
  type KubeObject,
  timestamp,
} from '~/server/simulator/api/object';
import type { Store } from '~/server/simulator/api/store';
import { ISSUER, type ServiceAccountTokens } from './service-account-tokens';

const SHORTEST_SECONDS = 600;
const LONGEST_SECONDS = 2 ** 32;

/** Answers a TokenRequest for an account (https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-request-v1/). */
export function answerTokenRequest(
  { store, tokens, minor }: { store: Store; tokens: ServiceAccountTokens; minor: number },
  account: KubeObject,
  body: unknown,
): JsonObject {
  const given = isObject(body) && isObject(body['spec']) ? body['spec'] : {};
  const listed = Array.isArray(given['audiences']) ? given['audiences'].map(String) : [];
  const audiences = listed.length > 0 ? listed : [ISSUER];
  const seconds = digNumber(given, 'expirationSeconds') ?? 3600;
  checkSeconds(seconds);
  const bound = boundObject(store, account, given['boundObjectRef']);
  const { token, expiresAt } = tokens.issue({ account, audiences, seconds, ...(bound ? { bound } : {}) });
  const { name, namespace } = account.metadata;
  const issuedAt = timestamp(new Date(expiresAt.getTime() - seconds * 1000));
  return {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: minor >= 24 ? { name, namespace, creationTimestamp: issuedAt } : { creationTimestamp: null },
    spec: { audiences, expirationSeconds: seconds, boundObjectRef: given['boundObjectRef'] ?? null },
    status: { token, expirationTimestamp: timestamp(expiresAt) },
  };
}

function checkSeconds(seconds: number): void {
  const why =
    seconds < SHORTEST_SECONDS
      ? 'may not specify a duration less than 10 minutes'
      : seconds > LONGEST_SECONDS
        ? 'may not specify a duration larger than 2^32 seconds'
        : undefined;
  if (why === undefined) return;
  throw invalidFields({ group: 'authentication.k8s.io', kind: 'TokenRequest' }, '', [
    { reason: 'FieldValueInvalid', message: `Invalid value: ${seconds}: ${why}`, field: 'spec.expirationSeconds' },
  ]);
}

function boundObject(store: Store, account: KubeObject, reference: unknown) {
  if (!isObject(reference)) return undefined;
  const [kind, name = ''] = [digText(reference, 'kind'), digText(reference, 'name')];
  if (kind !== 'Pod' && kind !== 'Secret') return undefined;
  const plural = kind === 'Pod' ? 'pods' : 'secrets';
  const found = store.get(`/${plural}`, `${account.metadata.namespace}/${name}`);
  if (!found) throw notFound({ group: '', plural }, name);
  return { kind, name, uid: found.object().metadata.uid ?? '' } as const;
}
