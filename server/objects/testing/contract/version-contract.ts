import { describe, expect, it } from 'vitest';
import { actOnObjects } from '../../act-on-objects';
import { compareObject } from '../../compare-object';
import { listObjects } from '../../list-objects';
import type { ObjectRef } from '../../model/ref';
import { previewAction } from '../../preview-action';
import { readObject } from '../../read-object';
import { readSchema } from '../../read-schema';
import { updateObject } from '../../update-object';
import { type Place, REQUEST } from '../objects-world';

const { actor } = REQUEST;
const pod = { restartPolicy: 'Never', containers: [{ name: 'app', image: 'a:1' }] };
const KINDS = [
  {
    ...{ group: 'batch', plural: 'cronjobs', kind: 'CronJob' },
    spec: { schedule: '0 0 1 1 *', jobTemplate: { spec: { template: { spec: pod } } } },
  },
  {
    ...{ group: 'policy', plural: 'poddisruptionbudgets', kind: 'PodDisruptionBudget' },
    spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } } },
  },
];

/** Links and rows name one version of a kind; members serve it in theirs. */
export function versionContract(place: Place): void {
  const at = () => ({ namespace: place.namespace });

  describe.each(KINDS)('a $kind addressed in a version that the member may not serve', (of) => {
    const { group, plural, kind, spec } = of;
    const ref = (version: string): ObjectRef => ({ cluster: 'here', group, version, plural, ...at(), name: 'x' });
    const served = async () => {
      const { kinds } = await place.world.deps.kinds.of('here', actor);
      return kinds.find((one) => one.group === group && one.plural === plural)?.version ?? '';
    };
    const create = async () => {
      const version = await served();
      const object = { apiVersion: `${group}/${version}`, kind, metadata: { name: 'x' }, spec };
      await place.world.client.create({ group, version, plural }, at(), object);
    };

    it.each(['v1', 'v1beta1'])('is read, listed, compared, edited and deleted as %s', async (version) => {
      await create();
      const { deps } = place.world;
      const view = await readObject(deps, actor, ref(version));
      const { kinds } = await deps.kinds.of('here', actor);
      const isServed = kinds.some((one) => one.group === group && one.plural === plural && one.version === version);
      expect(view.ref.version).toBe(isServed ? version : await served());
      const { rows } = await listObjects(deps, actor, {
        ...{ cluster: 'here', kind: { group, version, plural }, ...at(), limit: 10 },
      });
      expect(rows.map(({ name }) => name)).toEqual(['x']);
      expect(await readSchema(deps, actor, 'here', { group, version, plural })).not.toBeNull();
      const text = view.yaml.replace('name: x', 'labels: { edited: "yes" }\n  name: x');
      const edit = { ref: ref(version), base: view.yaml, text, reason: '' };
      expect(await updateObject(deps, REQUEST, edit)).toMatchObject({ outcome: 'updated', refusal: null });
      const { cluster, ...name } = ref(version);
      const answers: string[] = [];
      await compareObject(deps, actor, { ...name, clusters: [cluster] }, ({ answer }) => answers.push(answer));
      expect(answers).toEqual(['found']);
      const gone = { targets: [ref(version)], action: { do: 'delete', propagation: 'Background' } as const };
      expect(await previewAction(deps, actor, gone)).toMatchObject([{ refusal: null }]);
      const done = await actOnObjects(deps, REQUEST, { ...gone, reason: '' });
      expect(done).toMatchObject([{ target: ref(version), outcome: 'applied' }]);
    });
  });
}
