import { digText, isObject, type JsonObject } from './object';
import type { Resource } from './registry';

/** Where a kind keeps what its scale shows. Built-in kinds have a selector of labels, custom ones may name a text. */
export type ScalePaths = { replicas: string[]; status: string[]; selector: string[] | undefined };

const BUILT_IN: ScalePaths = { replicas: ['spec', 'replicas'], status: ['status', 'replicas'], selector: undefined };

/** The paths of a kind in a version; a CustomResourceDefinition gives them as `.spec.replicas`. */
export function scalePathsOf({ kind, version }: Resource): ScalePaths {
  if (!kind.custom) return BUILT_IN;
  const scale = kind.definitions?.[version];
  const path = (field: string, otherwise: string) =>
    (digText(scale, 'subresources', 'scale', field) ?? otherwise).split('.').filter((part) => part !== '');
  return {
    replicas: path('specReplicasPath', '.spec.replicas'),
    status: path('statusReplicasPath', '.status.replicas'),
    selector: path('labelSelectorPath', '.status.noSelector'),
  };
}

/** A copy with a number at a path. */
export function withNumber(object: JsonObject, [field = '', ...rest]: readonly string[], value: number): JsonObject {
  const inside = object[field];
  return { ...object, [field]: rest.length === 0 ? value : withNumber(isObject(inside) ? inside : {}, rest, value) };
}
