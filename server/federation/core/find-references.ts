import { at, type Json, json, list, text } from '~/server/kernel/json';
import type { Reference } from '../model/preview';
import { objectKeyOf } from './object-key';

/** In every namespace by itself: https://kubernetes.io/docs/concepts/security/service-accounts/#default-service-accounts */
const GIVEN = new Set(['ServiceAccount default', 'ConfigMap kube-root-ca.crt']);

/**
 * What the pods of these objects name, and none of them is: configuration, secrets, and the account that they run as. What is
 * optional is left out. https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
 */
export function findReferences(objects: readonly Json[]): Reference[] {
  const own = new Set(objects.map(objectKeyOf).map(({ kind, namespace, name }) => `${kind} ${namespace} ${name}`));
  const found = new Map<string, Reference>();
  for (const object of objects) {
    const { kind: of, namespace, name: called } = objectKeyOf(object);
    for (const [kind, name] of namedBy(podOf(object))) {
      const key = `${kind} ${namespace} ${name}`;
      if (name === '' || own.has(key) || found.has(key) || GIVEN.has(`${kind} ${name}`)) continue;
      found.set(key, { kind, namespace, name, by: `${of} ${called}` });
    }
  }
  return [...found.values()];
}

type Named = [kind: Reference['kind'], name: string];

function podOf(object: Json): Json {
  if (object['kind'] === 'Pod' && object['apiVersion'] === 'v1') return json(object['spec']);
  const template =
    at(object, 'spec', 'jobTemplate', 'spec', 'template', 'spec') ?? at(object, 'spec', 'template', 'spec');
  return json(template);
}

function namedBy(pod: Json): Named[] {
  const containers = [...list(pod['containers']), ...list(pod['initContainers'])].map(json);
  return [
    ['ServiceAccount', text(pod['serviceAccountName'])],
    ...list(pod['imagePullSecrets']).map((one): Named => ['Secret', text(json(one)['name'])]),
    ...list(pod['volumes']).flatMap((volume) => inVolume(json(volume))),
    ...containers.flatMap(inContainer),
  ];
}

function inVolume(volume: Json): Named[] {
  const sources = list(json(volume['projected'])['sources']).map(json);
  return [
    ...needed('ConfigMap', volume['configMap'], 'name'),
    ...needed('Secret', volume['secret'], 'secretName'),
    ...sources.flatMap((source) => [
      ...needed('ConfigMap', source['configMap'], 'name'),
      ...needed('Secret', source['secret'], 'name'),
    ]),
  ];
}

function inContainer(container: Json): Named[] {
  const from = list(container['envFrom']).map(json);
  const values = list(container['env']).map((one) => json(json(one)['valueFrom']));
  return [
    ...from.flatMap((one) => [
      ...needed('ConfigMap', one['configMapRef'], 'name'),
      ...needed('Secret', one['secretRef'], 'name'),
    ]),
    ...values.flatMap((one) => [
      ...needed('ConfigMap', one['configMapKeyRef'], 'name'),
      ...needed('Secret', one['secretKeyRef'], 'name'),
    ]),
  ];
}

const needed = (kind: Reference['kind'], reference: unknown, key: string): Named[] => {
  const given = json(reference);
  return given['optional'] === true ? [] : [[kind, text(given[key])]];
};
