import { createFieldSetBuilder, type FieldSet } from '~/server/simulator/api/typed/field-set';
import { fieldElement } from '~/server/simulator/api/typed/path-element';

/** A set of paths of plain fields, each written with points between them. */
export const setOf = (...paths: string[]): FieldSet => {
  const builder = createFieldSetBuilder();
  for (const path of paths) builder.insert(path.split('.').map(fieldElement));
  return builder.build();
};

/** What nobody owns: the server's part of the metadata, and what an object is called. */
export const UNOWNED_FIELDS: FieldSet = setOf(
  'apiVersion',
  'kind',
  'metadata',
  'metadata.name',
  'metadata.namespace',
  'metadata.creationTimestamp',
  'metadata.selfLink',
  'metadata.uid',
  'metadata.clusterName',
  'metadata.generation',
  'metadata.managedFields',
  'metadata.resourceVersion',
);
