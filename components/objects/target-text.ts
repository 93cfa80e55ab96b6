import type { ObjectRef } from '~/server/objects/model/ref';

/** `eu-1 / shop / web`: where an object lies and what it is called. */
export const targetText = ({ cluster, namespace, name }: ObjectRef): string =>
  [cluster, ...(namespace === undefined ? [] : [namespace]), name].join(' / ');

/** How objects are called where they stand together: with their kind, `eu-1 / shop / deployments/web`, where kinds are mixed. */
export function targetTexts(targets: readonly ObjectRef[]): (target: ObjectRef) => string {
  const kinds = new Set(targets.map(({ group, plural }) => `${group} ${plural}`));
  return kinds.size < 2 ? targetText : (target) => targetText({ ...target, name: `${target.plural}/${target.name}` });
}

/** Tells objects of different kinds apart that bear the same name. */
export const targetKey = (target: ObjectRef): string => `${target.group} ${target.plural} ${targetText(target)}`;
