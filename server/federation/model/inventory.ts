import type { Json } from '~/server/kernel/json';

/** What tells objects of one cluster apart, whatever the version in which they are spoken of. */
export type ObjectKey = { group: string; kind: string; namespace: string; name: string };

/** The same as its member names it. */
export type ServedKey = ObjectKey & { version: string; plural: string };

/**
 * An object that stands in a member and is an application's. `applied` is what was applied, of a Secret with digests in place of
 * its values; `revision` is that of the apply, 0 for one that has to be applied again although nothing of it changed.
 */
export type InventoryItem = ServedKey & {
  uid: string;
  revision: number;
  applied: Json;
};

/**
 * A write that was begun at an object and was not answered (`isOpen`): nobody knows whether it came to be. `isLate`: it may still
 * arrive, also where another one has been answered since.
 */
export type Doubt = ServedKey & { isOpen: boolean; isLate: boolean };

/** By these labels a member's own people see whose an object is. */
export const APPLICATION_LABEL = 'portolan.dev/application';
export const HUB_LABEL = 'portolan.dev/hub';
/** Another value with each apply that follows a doubt, so that what arrives late finds a version that it does not know. */
export const FENCE_ANNOTATION = 'portolan.dev/fence';
