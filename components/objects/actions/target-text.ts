import type { ObjectRef } from '~/server/objects/model/ref';

/** `eu-1 / shop / web`: where an object lies and what it is called. */
export const targetText = ({ cluster, namespace, name }: ObjectRef): string =>
  [cluster, ...(namespace === undefined ? [] : [namespace]), name].join(' / ');
