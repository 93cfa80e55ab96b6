import type { KubeObject } from '~/server/simulator/api/object';
import type { World } from './world';

const ROOT_CA = 'kube-root-ca.crt';
/** From 1.24 on service accounts have no lasting tokens any more (LegacyServiceAccountTokenNoAutoGeneration). */
const NO_TOKENS_FROM = 24;

/** What every namespace gets: an account for its pods, and the authority by which they know their API server. */
export function furnishNamespace(world: World, _namespace: string, name: string): void {
  const { objects } = world;
  const found = objects.get('v1', 'namespaces', name);
  if (!found || found.metadata.deletionTimestamp) return;
  if (!objects.get('v1', 'serviceaccounts', 'default', name))
    objects.put('v1', 'serviceaccounts', { metadata: { name: 'default', namespace: name } });
  if (objects.get('v1', 'configmaps', ROOT_CA, name)) return;
  objects.put('v1', 'configmaps', {
    metadata: { name: ROOT_CA, namespace: name },
    data: { 'ca.crt': world.identity.certificateAuthority },
  });
}

/** Gives an account its lasting token, in a Secret that it names, on members that are old enough. */
export function furnishAccount(world: World, namespace: string, name: string): void {
  if (world.minor >= NO_TOKENS_FROM) return;
  const account = world.objects.get('v1', 'serviceaccounts', name, namespace);
  if (!account || account.metadata.deletionTimestamp || Array.isArray(account['secrets'])) return;
  const secret = `${name}-token-${world.random.letters(5)}`;
  world.objects.put('v1', 'secrets', tokenSecret(world, account, secret));
  world.objects.change({ apiVersion: 'v1', plural: 'serviceaccounts', name, namespace }, (draft) => {
    draft['secrets'] = [{ name: secret }];
  });
}

function tokenSecret({ identity }: World, account: KubeObject, name: string): KubeObject {
  const { name: owner, namespace = '', uid = '' } = account.metadata;
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  return {
    metadata: {
      name,
      namespace,
      annotations: { 'kubernetes.io/service-account.name': owner, 'kubernetes.io/service-account.uid': uid },
    },
    data: {
      'ca.crt': base64(identity.certificateAuthority),
      namespace: base64(namespace),
      token: base64(identity.issueLegacy(account, name)),
    },
    type: 'kubernetes.io/service-account-token',
  };
}
