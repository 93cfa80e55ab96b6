import type { User } from '~/server/simulator/api/access/user';
import type { FieldValidation } from '~/server/simulator/api/field-validation';
import { isObject, type KubeObject, type ObjectMeta } from '~/server/simulator/api/object';
import type { Registry, Resource } from '~/server/simulator/api/registry';
import type { Store } from '~/server/simulator/api/store';

/** Who writes, how, and with what: the surroundings of one write. */
export type Writer = {
  store: Store;
  user: User;
  registry: Registry;
  now: Date;
  /** The entry in managedFields. */
  manager: string;
  dryRun: boolean;
  /** What to do with fields that a type does not know. */
  fieldValidation: FieldValidation;
  /** What the answer warns of; sentences are added while the request is served. */
  warnings: string[];
  /** A new uid, and the five characters that generateName appends. */
  newUid(): string;
  newSuffix(): string;
};

/** What a write is about. `name` is empty where the object names itself. */
export type Target = Resource & { namespace: string; name: string; subresource: string };

export const apiVersionOf = ({ kind, version }: Resource) => (kind.group === '' ? version : `${kind.group}/${version}`);

const META_ORDER: (keyof ObjectMeta)[] = [
  'name',
  'generateName',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'labels',
  'annotations',
  'ownerReferences',
  'finalizers',
  'managedFields',
];
/** Go writes maps with their keys in order. */
const MAPS = ['labels', 'annotations', 'data', 'binaryData'];
const sorted = (map: unknown) =>
  isObject(map) ? Object.fromEntries(Object.entries(map).sort(([one], [other]) => (one < other ? -1 : 1))) : map;

const OBJECT_ORDER = ['metadata', 'spec', 'status'];

/** The object with its fields in the order of the real server, empty maps and lists of metadata left out. */
export function ordered(object: KubeObject): KubeObject {
  const metadata = Object.fromEntries(
    META_ORDER.filter((field) => isPresent(object.metadata[field])).map((field) => [
      field,
      MAPS.includes(field) ? sorted(object.metadata[field]) : object.metadata[field],
    ]),
  );
  const rest = Object.keys(object).filter((field) => !OBJECT_ORDER.includes(field) && object[field] !== undefined);
  const known = ['spec', 'status'].filter((field) => object[field] !== undefined);
  return {
    metadata: { name: '', ...metadata },
    ...Object.fromEntries(
      [...rest, ...known].map((field) => [field, MAPS.includes(field) ? sorted(object[field]) : object[field]]),
    ),
  };
}

function isPresent(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}
