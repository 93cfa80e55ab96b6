import type { ObjectRef } from '~/server/objects/model/ref';

/** `eu-1 / shop / web`: where an object lies and what it is called. */
export const targetText = ({ cluster, namespace, name }: ObjectRef): string =>
  [cluster, ...(namespace === undefined ? [] : [namespace]), name].join(' / ');

/** Tells objects of different kinds apart that bear the same name. */
export const targetKey = (target: ObjectRef): string => `${target.group} ${target.plural} ${targetText(target)}`;
