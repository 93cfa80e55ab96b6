import { isJson, type Json, json, list } from '~/server/kernel/json';
import type { Overrider } from '../model/override';
import { changeEmbedded } from './change-embedded';
import { changeImage } from './change-image';
import { applyJsonPatch, PatchFault } from './json-patch';
import { mergePatch } from './merge-patch';

type Of<Type extends Overrider['type']> = Extract<Overrider, { type: Type }>;

/** The manifest after one overrider; the one that is given is not changed. Throws `PatchFault` when it cannot be applied. */
export function applyOverrider(manifest: Json, overrider: Overrider): Json {
  const next = structuredClone(manifest);
  switch (overrider.type) {
    case 'image':
      return each(next, overrider, (container) => {
        container['image'] = changeImage(String(container['image'] ?? ''), overrider);
      });
    case 'command':
    case 'args':
      return each(next, overrider, (container) => {
        container[overrider.type] = changeWords(list(container[overrider.type]), overrider);
      });
    case 'env':
      return each(next, overrider, (container) => {
        container['env'] = changeEnv(list(container['env']), overrider);
      });
    case 'labels':
    case 'annotations':
      return changePairs(next, overrider);
    case 'replicas':
      if (!isJson(next['spec'])) throw new PatchFault('it has no spec');
      next['spec']['replicas'] = overrider.value;
      return next;
    case 'resources':
      return each(next, overrider, (container) => changeResources(container, overrider));
    case 'scheduling':
      return changeScheduling(next, overrider);
    case 'jsonPatch':
      return whole(applyJsonPatch(next, overrider.operations));
    case 'mergePatch':
      return whole(mergePatch(next, overrider.value));
    case 'embedded':
      return whole(changeEmbedded(next, overrider));
  }
}

function whole(value: unknown): Json {
  if (!isJson(value)) throw new PatchFault('it is no object any more');
  return value;
}

/** Where a kind keeps what its pods are: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/ */
function podSpecOf(manifest: Json): Json {
  const spec = json(manifest['spec']);
  const paths = { Pod: spec, CronJob: json(json(json(json(spec['jobTemplate'])['spec'])['template'])['spec']) };
  const found = paths[manifest['kind'] as 'Pod'] ?? json(spec['template'])['spec'];
  if (!isJson(found) || list(found['containers']).length === 0) throw new PatchFault('it has no containers');
  return found;
}

function each(
  manifest: Json,
  { container }: { container?: string | undefined },
  change: (container: Json) => void,
): Json {
  const spec = podSpecOf(manifest);
  const all = [...list(spec['initContainers']), ...list(spec['containers'])].filter(isJson);
  const meant = all.filter(({ name }) => container === undefined || name === container);
  if (meant.length === 0) throw new PatchFault(`it has no container ${container}`);
  for (const one of meant) change(one);
  return manifest;
}

function changeWords(words: unknown[], { operator, value }: Of<'command' | 'args'>): unknown[] {
  if (operator === 'replace') return value;
  if (operator === 'add') return [...words, ...value];
  return words.filter((word) => !value.includes(String(word)));
}

function changeEnv(env: unknown[], { set, remove }: Of<'env'>): unknown[] {
  const kept = env.filter((one) => !remove.includes(String(json(one)['name'])));
  const known = new Set(kept.map((one) => json(one)['name']));
  const changed = kept.map((one) => {
    const name = String(json(one)['name']);
    return Object.hasOwn(set, name) ? { name, value: set[name] } : one;
  });
  const added = Object.entries(set).filter(([name]) => !known.has(name));
  return [...changed, ...added.map(([name, value]) => ({ name, value }))];
}

function changePairs(manifest: Json, { type, set, remove }: Of<'labels' | 'annotations'>): Json {
  const metadata = json(manifest['metadata']);
  const kept = Object.entries(json(metadata[type])).filter(([key]) => !remove.includes(key));
  manifest['metadata'] = { ...metadata, [type]: { ...Object.fromEntries(kept), ...set } };
  return manifest;
}

function changeResources(container: Json, { requests, limits }: Of<'resources'>): void {
  const resources = json(container['resources']);
  const joined = (key: 'requests' | 'limits', set: Record<string, string>) =>
    Object.keys(set).length > 0 ? { [key]: { ...json(resources[key]), ...set } } : {};
  container['resources'] = { ...resources, ...joined('requests', requests), ...joined('limits', limits) };
}

function changeScheduling(manifest: Json, { nodeAffinity, topologySpreadConstraints }: Of<'scheduling'>): Json {
  const spec = podSpecOf(manifest);
  if (nodeAffinity) spec['affinity'] = { ...json(spec['affinity']), nodeAffinity };
  if (topologySpreadConstraints) spec['topologySpreadConstraints'] = topologySpreadConstraints;
  return manifest;
}
