import { KINDS, type Kind } from './kinds';
import { dig, digList, digText, isObject, type KubeObject } from './object';
import { builtInType, customType, type ResourceType } from './resource-type';
import { customColumns } from './table/custom-columns';

/** A kind in the version that a request names. */
export type Resource = { kind: Kind; version: string };

/** What one member serves: the built-in kinds of its Kubernetes version, and those of its CustomResourceDefinitions. */
export type Registry = {
  minor: number;
  resources(): readonly Resource[];
  find(group: string, version: string, plural: string): Resource | undefined;
  /** In whatever version this member serves. */
  findAny(group: string, plural: string): Resource | undefined;
  /** How the objects of a kind are read and merged in a version. */
  typeOf(resource: Resource): ResourceType;
  /** Takes over the definitions as they are now. */
  define(definitions: readonly KubeObject[]): void;
};

export function createRegistry(minor: number): Registry {
  const builtIn = KINDS.map((kind) => (minor < kind.countedFrom ? { ...kind, counted: false } : kind)).flatMap((kind) =>
    served(kind, minor),
  );
  let all: readonly Resource[] = builtIn;
  let byPath = index(all);
  const types = new WeakMap<Kind, Map<string, ResourceType>>();
  const typeOf = ({ kind, version }: Resource): ResourceType => {
    const known = types.get(kind) ?? new Map<string, ResourceType>();
    types.set(kind, known);
    const type = known.get(version) ?? makeType(kind, version, minor);
    known.set(version, type);
    return type;
  };
  return {
    minor,
    typeOf,
    resources: () => all,
    find: (group, version, plural) => byPath.get(`${group}/${version}/${plural}`),
    findAny: (group, plural) => all.find(({ kind }) => kind.group === group && kind.plural === plural),
    define(definitions) {
      all = [...builtIn, ...definitions.flatMap((definition) => served(customKind(definition), minor))];
      byPath = index(all);
    },
  };
}

/** The id under which a kind's objects are kept, whatever version they are asked for in. */
export const storageOf = ({ group, plural }: { group: string; plural: string }) =>
  group === 'events.k8s.io' ? `/${plural}` : `${group}/${plural}`;

const index = (resources: readonly Resource[]) =>
  new Map(
    resources.map((resource) => [`${resource.kind.group}/${resource.version}/${resource.kind.plural}`, resource]),
  );

function served(kind: Kind, minor: number): Resource[] {
  return kind.versions
    .filter(({ from = 0, to = Number.POSITIVE_INFINITY }) => from <= minor && minor <= to)
    .map(({ name }) => ({ kind, version: name }));
}

const makeType = (kind: Kind, version: string, minor: number): ResourceType =>
  kind.custom ? customType(kind.definitions?.[version] ?? {}, minor) : builtInType(kind, version, minor);

function customKind(definition: KubeObject): Kind {
  const names = dig(definition, 'spec', 'names');
  const versions = digList(definition, 'spec', 'versions').filter((version) => version['served'] === true);
  const first = versions[0]?.['subresources'];
  const texts = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
  const kind = digText(names, 'kind') ?? '';
  return {
    group: digText(definition, 'spec', 'group') ?? '',
    plural: digText(names, 'plural') ?? '',
    kind,
    singular: digText(names, 'singular') ?? kind.toLowerCase(),
    shortNames: texts(dig(names, 'shortNames')),
    categories: texts(dig(names, 'categories')),
    namespaced: digText(definition, 'spec', 'scope') === 'Namespaced',
    versions: versions.map((version) => ({ name: String(version['name']) })),
    subresources: (['scale', 'status'] as const).filter((name) => isObject(first) && isObject(first[name])),
    verbs: ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'],
    counted: true,
    countedFrom: 0,
    custom: true,
    definitions: Object.fromEntries(versions.map((version) => [String(version['name']), version])),
    columns: Object.fromEntries(versions.map((version) => [String(version['name']), customColumns(version)])),
  };
}
