import { inParallel } from '~/server/kernel/in-parallel';
import { type Json, json, text as textOf } from '~/server/kernel/json';
import type { MemberClient } from '~/server/kube/member-client';
import { readManifest, refusal } from '~/server/objects/core/read-manifest';
import { refusalOf } from '~/server/objects/core/refusal-of';
import type { Kind } from '~/server/objects/model/ref';
import type { Refusal } from '~/server/objects/model/write';
import type { PersonActor } from '~/server/teams/model/actor';
import { findReferences } from './core/find-references';
import { findQuotaLacks } from './find-quota-lacks';
import type { DryRun, PreviewInput } from './model/preview';
import { FIELD_MANAGER } from './model/target';
import { type FederationDeps, planApplication } from './plan-application';
import { readText } from './read-text';
import { findMissing } from './take-along';

const CLUSTERS_AT_ONCE = 16;
const OBJECTS_AT_ONCE = 4;

/** Asks every chosen member what it would say of its objects, and reports each as it answers; one that is away is told as such. */
export async function dryRun(
  deps: FederationDeps,
  actor: PersonActor,
  { text }: Pick<PreviewInput, 'text'>,
  report: (answer: DryRun) => void,
): Promise<void> {
  const written = await readText(deps.yaml, text);
  const { targets, before } = await planApplication(deps, actor, written);
  const stands = new Map(before.map(({ cluster, objects }) => [cluster, objects.map(({ object }) => object)]));
  await inParallel(CLUSTERS_AT_ONCE, targets, async ({ chosen: { cluster }, manifests }) => {
    const objects = manifests.map(({ object }) => object);
    report(await dryRunIn(deps, actor, { cluster, objects, before: stands.get(cluster) ?? [] }));
  });
}

type Asked = { cluster: string; objects: Json[]; before: Json[] };

async function dryRunIn(
  deps: FederationDeps,
  actor: PersonActor,
  { cluster, objects, before }: Asked,
): Promise<DryRun> {
  const warnings = new Set<string>();
  const about = (template: number, refused: Refusal): DryRun['refusals'][number] => {
    const object = objects[template] ?? {};
    return { template, kind: textOf(object['kind']), name: textOf(json(object['metadata'])['name']), refusal: refused };
  };
  try {
    const client = await deps.clientFor(cluster, actor);
    const { kinds } = await deps.kinds.of(cluster, actor);
    const made = namespacesIn(objects);
    const answers = await inParallel(
      OBJECTS_AT_ONCE,
      objects.map((object, template) => ({ object, template })),
      async ({ object, template }) => {
        const refused = await askOne(client, kinds, object, made, (said) => void said.map((one) => warnings.add(one)));
        return refused ? [about(template, refused)] : [];
      },
    );
    const [quotas, missing] = await Promise.all([
      findQuotaLacks(client, before, objects),
      findMissing(client, findReferences(objects)),
    ]);
    return { cluster, objects: objects.length, warnings: [...warnings], quotas, missing, refusals: answers.flat() };
  } catch (error) {
    return {
      cluster,
      objects: objects.length,
      warnings: [],
      quotas: [],
      missing: [],
      refusals: [about(0, refusalOf(error))],
    };
  }
}

/** Undefined when the member would take it. What goes into a namespace that comes with the application cannot be asked before. */
async function askOne(
  client: MemberClient,
  kinds: readonly Kind[],
  object: Json,
  made: ReadonlySet<string>,
  onWarnings: (warnings: string[]) => void,
): Promise<Refusal | undefined> {
  const read = readManifest(object, kinds, '', 0);
  if (!read.ok) return read.refusal;
  const { kind, namespace, name } = read.manifest;
  if (kind.namespaced && !namespace)
    return refusal('identity', `${kind.kind} is namespaced: metadata.namespace is required`);
  if (!kind.namespaced && textOf(json(object['metadata'])['namespace']) !== '')
    return refusal('identity', `${kind.kind} belongs to no namespace`);
  try {
    const at = namespace === undefined ? { name } : { name, namespace };
    const options = { fieldManager: FIELD_MANAGER, force: true, dryRun: true, onWarnings };
    await client.apply(kind, at, object, options);
    return undefined;
  } catch (error) {
    const refused = refusalOf(error);
    const isToCome = refused.code === 'missing' && namespace !== undefined && made.has(namespace);
    return isToCome ? undefined : refused;
  }
}

const namespacesIn = (objects: readonly Json[]): ReadonlySet<string> =>
  new Set(
    objects
      .filter((object) => object['apiVersion'] === 'v1' && object['kind'] === 'Namespace')
      .map((object) => textOf(json(object['metadata'])['name'])),
  );
