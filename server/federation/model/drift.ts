import type { FieldOwner } from '~/server/objects/model/view';

/**
 * A field that is not as it was applied. `path` is written as people do (`spec.containers[name=app].image`); `found` is
 * undefined where the field is gone. `by` is who wrote it last, undefined where managedFields do not tell.
 */
export type DriftedField = {
  path: string;
  wanted: unknown;
  found: unknown;
  by: Pick<FieldOwner, 'manager' | 'operation' | 'at'> | undefined;
};
