import type { Json } from '~/server/kernel/json';

/** What tells objects of one cluster apart, whatever the version in which they are spoken of. */
export type ObjectKey = { group: string; kind: string; namespace: string; name: string };

/**
 * An object that stands in a member and is an application's. `applied` is what was applied, of a Secret with digests in place of
 * its values; `revision` is that of the apply, 0 for one that has to be applied again although nothing of it changed.
 */
export type InventoryItem = ObjectKey & {
  version: string;
  plural: string;
  uid: string;
  revision: number;
  applied: Json;
};

/** By these labels a member's own people see whose an object is. */
export const APPLICATION_LABEL = 'portolan.dev/application';
export const HUB_LABEL = 'portolan.dev/hub';
