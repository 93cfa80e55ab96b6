import type { Clock } from '~/server/kernel/clock';
import { dig, digText, isObject, type JsonObject, type KubeObject } from '~/server/simulator/api/object';
import type { Store } from '~/server/simulator/api/store';
import { createTokenSigner } from './jwt';
import type { User } from './user';

export const ISSUER = 'https://kubernetes.default.svc';
const LEGACY_ISSUER = 'kubernetes/serviceaccount';

/** What a token is bound to: it dies with it. */
type Bound = { kind: 'Pod' | 'Secret'; name: string; uid: string };
type Order = { account: KubeObject; audiences: readonly string[]; seconds: number; bound?: Bound };
export type Authenticated = { user: User; audiences: readonly string[] } | { error: string };

/** Issues and reads the tokens of service accounts (https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/). */
export type ServiceAccountTokens = {
  /** A token that ends after some seconds, and when that is. */
  issue(order: Order): { token: string; expiresAt: Date };
  /** A token without an end, as it stands in the Secrets of members before 1.24. */
  issueLegacy(account: KubeObject, secret: string): string;
  /** Whose it is; undefined for what is no token of a service account of this member. Expiry and owners are checked. */
  userOf(token: string, audiences: readonly string[]): Authenticated | undefined;
};

export function createServiceAccountTokens(store: Store, clock: Clock): ServiceAccountTokens {
  const signer = createTokenSigner();
  return {
    issue({ account, audiences, seconds, bound }) {
      const now = Math.floor(clock.now().getTime() / 1000);
      const { name, namespace = '', uid = '' } = account.metadata;
      const owner = bound ? { [bound.kind.toLowerCase()]: { name: bound.name, uid: bound.uid } } : {};
      const token = signer.sign({
        aud: audiences,
        exp: now + seconds,
        iat: now,
        iss: ISSUER,
        'kubernetes.io': { namespace, ...owner, serviceaccount: { name, uid } },
        nbf: now,
        sub: userName(namespace, name),
      });
      return { token, expiresAt: new Date((now + seconds) * 1000) };
    },
    issueLegacy({ metadata: { name, namespace = '', uid = '' } }, secret) {
      const claims = { namespace, 'secret.name': secret, 'service-account.name': name, 'service-account.uid': uid };
      const named = Object.entries(claims).map(([field, value]) => [`${LEGACY_ISSUER}/${field}`, value]);
      return signer.sign({ iss: LEGACY_ISSUER, ...Object.fromEntries(named), sub: userName(namespace, name) });
    },
    userOf(token, audiences) {
      const claims = token.includes('.') ? signer.read(token) : undefined;
      if (!claims) return undefined;
      return claims['iss'] === LEGACY_ISSUER ? legacyUser(store, claims) : boundUser(store, clock, claims, audiences);
    },
  };
}

const userName = (namespace: string, name: string) => `system:serviceaccount:${namespace}:${name}`;

function boundUser(store: Store, clock: Clock, claims: JsonObject, audiences: readonly string[]): Authenticated {
  const own: unknown[] = Array.isArray(claims['aud']) ? claims['aud'] : [];
  const shared = audiences.filter((audience) => own.includes(audience));
  const quoted = (list: readonly unknown[]) => `[${list.map((one) => JSON.stringify(one)).join(' ')}]`;
  if (shared.length === 0)
    return { error: `token audiences ${quoted(own)} is invalid for the target audiences ${quoted(audiences)}` };
  if (Number(claims['exp']) * 1000 <= clock.now().getTime()) return { error: 'Token has expired' };
  const about = claims['kubernetes.io'];
  const [namespace = '', name = ''] = [digText(about, 'namespace'), digText(about, 'serviceaccount', 'name')];
  const pod = dig(about, 'pod');
  if (isObject(pod) && uidIn(store, '/pods', namespace, pod) !== pod['uid'])
    return { error: 'pod has been invalidated' };
  return accountUser(store, { namespace, name, uid: digText(about, 'serviceaccount', 'uid') }, shared);
}

function legacyUser(store: Store, claims: JsonObject): Authenticated {
  const claim = (field: string) => String(claims[`${LEGACY_ISSUER}/${field}`] ?? '');
  const namespace = claim('namespace');
  if (!store.get('/secrets', `${namespace}/${claim('secret.name')}`)) return { error: 'Token has been invalidated' };
  const account = { namespace, name: claim('service-account.name'), uid: claim('service-account.uid') };
  return accountUser(store, account, [ISSUER]);
}

type Account = { namespace: string; name: string; uid: string | undefined };

function accountUser(store: Store, { namespace, name, uid }: Account, audiences: readonly string[]): Authenticated {
  const known = uidIn(store, '/serviceaccounts', namespace, { name });
  if (known === undefined || known !== uid) return { error: 'Token has been invalidated' };
  const groups = [...serviceAccountGroups(namespace), 'system:authenticated'];
  return { user: { name: userName(namespace, name), uid, groups }, audiences };
}

const uidIn = (store: Store, storage: string, namespace: string, { name }: JsonObject) =>
  store.get(storage, `${namespace}/${name}`)?.object().metadata.uid;

/** The groups that every service account of a namespace is in. */
export const serviceAccountGroups = (namespace: string) => [
  'system:serviceaccounts',
  `system:serviceaccounts:${namespace}`,
];
