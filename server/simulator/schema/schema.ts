/**
 * A type of the API, in the words of OpenAPI and of CustomResourceDefinitions
 * (https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy).
 */
export type Schema = {
  $ref?: string;
  type?: string;
  format?: string;
  description?: string;
  default?: unknown;
  nullable?: boolean;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  items?: Schema;
  enum?: unknown[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: boolean;
  exclusiveMaximum?: boolean;
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  minProperties?: number;
  maxProperties?: number;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  not?: Schema;
  'x-kubernetes-list-type'?: 'atomic' | 'set' | 'map';
  'x-kubernetes-list-map-keys'?: string[];
  'x-kubernetes-map-type'?: 'atomic' | 'granular';
  'x-kubernetes-patch-strategy'?: string;
  'x-kubernetes-patch-merge-key'?: string;
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  'x-kubernetes-embedded-resource'?: boolean;
  'x-kubernetes-int-or-string'?: boolean;
  'x-kubernetes-group-version-kind'?: { group: string; version: string; kind: string }[];
};

/** The definitions of a member, by the name under which OpenAPI publishes them. */
export type Definitions = ReadonlyMap<string, Schema>;

const PREFIX = '#/definitions/';

/** The name of the definition that a schema points to, or undefined where it says itself what it is. */
export const definitionName = ({ $ref }: Schema): string | undefined => $ref?.slice(PREFIX.length);

export const referenceTo = (name: string): Schema => ({ $ref: PREFIX + name });

/** The schema itself, or the definition that it points to. */
export function resolved(definitions: Definitions, schema: Schema): Schema {
  const name = definitionName(schema);
  return name === undefined ? schema : (definitions.get(name) ?? {});
}

/** The schema of a map's values; undefined for a struct and for an object about which nothing is said. */
export const valuesOf = ({ additionalProperties }: Schema): Schema | undefined =>
  typeof additionalProperties === 'object' ? additionalProperties : undefined;
