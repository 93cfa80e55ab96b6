type Json = { [field: string]: unknown };
export type Definitions = Record<string, Json>;

const GROUP_VERSION_KIND = 'x-kubernetes-group-version-kind';
/** Patterns of what the simulator serves at some version of its own, and what requests carry besides. */
const ROOTS = [
  /^io\.k8s\.api\.(core|apps|autoscaling|batch|certificates|networking|rbac|storage|admissionregistration|scheduling|coordination|events|authorization|authentication)\.v1\.[A-Z]/,
  /^io\.k8s\.api\.autoscaling\.v2beta2\.HorizontalPodAutoscaler$/,
  /^io\.k8s\.api\.batch\.v1beta1\.CronJob$/,
  /^io\.k8s\.api\.policy\.v1beta1\.(PodDisruptionBudget|Eviction)$/,
  /^io\.k8s\.api\.discovery\.v1beta1\.EndpointSlice$/,
  /\.v1\.(CustomResourceDefinition|APIService)$/,
  /^io\.k8s\.apimachinery\.pkg\.apis\.meta\.v1\.DeleteOptions$/,
];

/** The definitions of a published OpenAPI v2 document that the simulator needs, each description cut to its first sentence. */
export function reduceSchema(all: Definitions): Definitions {
  const kept = new Set<string>();
  const keep = (name: string) => {
    const definition = all[name];
    if (kept.has(name) || definition === undefined) return;
    kept.add(name);
    for (const used of referencesIn(definition)) keep(used);
  };
  for (const [name, definition] of Object.entries(all)) {
    if (!isServed(name, definition)) continue;
    keep(name);
  }
  const names = [...kept].sort();
  return Object.fromEntries(names.map((name) => [name, shortened(all[name]) as Json]));
}

/** Lists are made from their items where they are needed. */
function isServed(name: string, definition: Json): boolean {
  if (!ROOTS.some((root) => root.test(name)) || !(GROUP_VERSION_KIND in definition)) return false;
  return name.includes('apimachinery') || !(name.endsWith('List') && JSON.stringify(definition).includes('ListMeta'));
}

function* referencesIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [field, inside] of Object.entries(value)) {
    if (field === '$ref' && typeof inside === 'string') yield inside.slice('#/definitions/'.length);
    else yield* referencesIn(inside);
  }
}

const LONGEST = 240;

function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shortened);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, inside]) => [
      field,
      field === 'description' && typeof inside === 'string' ? firstSentence(inside) : shortened(inside),
    ]),
  );
}

const firstSentence = (text: string) => (/^.*?[.](?=\s|$)/s.exec(text)?.[0] ?? text).slice(0, LONGEST);
