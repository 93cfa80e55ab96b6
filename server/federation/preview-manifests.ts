import type { PersonActor } from '~/server/teams/model/actor';
import { identityOf } from './core/compare-objects';
import { objectKeyOf } from './core/object-key';
import type { ManifestsInput, PreviewedManifest } from './model/preview';
import { type FederationDeps, planApplication } from './plan-application';
import { readText } from './read-text';

/** Every object as it would be applied to one cluster, beside what it was brought to before. None for a cluster that is not chosen. */
export async function previewManifests(
  deps: FederationDeps,
  actor: PersonActor,
  { text, cluster }: ManifestsInput,
): Promise<PreviewedManifest[]> {
  const written = await readText(deps.yaml, text);
  const { targets, before } = await planApplication(deps, actor, written);
  const target = targets.find(({ chosen }) => chosen.cluster === cluster);
  if (!target) return [];
  const old = before.find((one) => one.cluster === cluster)?.objects ?? [];
  const known = new Map(old.map(({ object }) => [identityOf(object), object]));
  return Promise.all(
    target.manifests.map(async ({ object, origins, problems }, template) => {
      const was = known.get(identityOf(object));
      const { kind, namespace, name } = objectKeyOf(object);
      return {
        ...{ template, kind, namespace, name },
        text: await deps.yaml.print(object),
        before: was ? await deps.yaml.print(was) : null,
        ...{ origins, problems },
      };
    }),
  );
}
