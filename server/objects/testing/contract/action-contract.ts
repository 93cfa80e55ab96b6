import { describe, expect, it } from 'vitest';
import { configMap, configMaps, deployment, deployments } from '~/server/kube/testing/contract/samples';
import { actOnObjects } from '../../act-on-objects';
import { revisionsOf } from '../../list-revisions';
import type { ObjectAction } from '../../model/action';
import { previewAction } from '../../preview-action';
import { type Place, REQUEST } from '../objects-world';

export function actionContract(place: Place): void {
  const at = () => ({ namespace: place.namespace });
  const target = (name: string, kind = deployments) => ({ cluster: 'here', ...kind, ...at(), name });
  const act = (action: ObjectAction, name = 'web') =>
    actOnObjects(place.world.deps, REQUEST, { targets: [target(name)], action, reason: '' });
  const read = () =>
    place.world.client.get(deployments, { ...at(), name: 'web' }) as Promise<
      { spec?: Record<string, unknown> } & object
    >;

  describe('acting', () => {
    it('scales, pauses and resumes, and says when it is so already', async () => {
      await place.world.client.create(deployments, at(), deployment('web'));
      const targets = [target('web')];
      const preview = await previewAction(place.world.deps, REQUEST.actor, {
        targets,
        action: { do: 'scale', replicas: 3 },
      });
      expect(preview).toMatchObject([{ changes: [{ path: 'spec.replicas', before: '0', after: '3' }], refusal: null }]);
      expect(await act({ do: 'scale', replicas: 3 })).toMatchObject([{ outcome: 'applied' }]);
      expect(await act({ do: 'scale', replicas: 3 })).toMatchObject([{ outcome: 'unchanged' }]);
      expect(await act({ do: 'pause' })).toMatchObject([{ outcome: 'applied' }]);
      expect(await act({ do: 'restart' })).toMatchObject([{ outcome: 'refused' }]);
      expect(await act({ do: 'resume' })).toMatchObject([{ outcome: 'applied' }]);
      expect(await act({ do: 'restart' })).toMatchObject([{ outcome: 'applied' }]);
      expect((await read()).spec).toMatchObject({
        replicas: 3,
        template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': expect.any(String) } } },
      });
    });

    it('takes a Deployment back to what it was', async () => {
      await place.world.client.create(deployments, at(), deployment('web'));
      const revisions = () => revisionsOf(place.world.deps, REQUEST.actor, target('web'));
      await expect
        .poll(revisions, { timeout: 45_000 })
        .toMatchObject([{ revision: 1, images: ['a:1'], current: true }]);
      const change = {
        kind: 'strategic' as const,
        body: { spec: { template: { spec: { containers: [{ name: 'app', image: 'a:2' }] } } } },
      };
      await place.world.client.patch(deployments, { ...at(), name: 'web' }, change);
      await expect
        .poll(revisions, { timeout: 45_000 })
        .toMatchObject([{ revision: 2, images: ['a:2'], current: true }, { revision: 1 }]);
      expect(await act({ do: 'undo', revision: null })).toMatchObject([{ outcome: 'applied', refusal: null }]);
      expect((await read()).spec).toMatchObject({ template: { spec: { containers: [{ image: 'a:1' }] } } });
      expect(await act({ do: 'undo', revision: 99 })).toMatchObject([{ outcome: 'refused' }]);
    });

    it('deletes many, each with its own outcome, and nothing that does not fit', async () => {
      await place.world.client.create(configMaps, at(), configMap('a', {}));
      const targets = [target('a', configMaps), target('none', configMaps), { ...target('x'), cluster: 'away' }];
      const action = { do: 'delete', propagation: 'Background' } as const;
      const seen: string[] = [];
      const done = await actOnObjects(place.world.deps, REQUEST, { targets, action, reason: '' }, ({ outcome }) =>
        seen.push(outcome),
      );
      expect(done.map(({ outcome, refusal }) => refusal?.code ?? outcome)).toEqual([
        'applied',
        'missing',
        'unreachable',
      ]);
      expect(seen).toHaveLength(3);
      expect(place.world.records.at(-1)).toMatchObject({ action: 'objects.act', outcome: 'partial' });
      expect(await act({ do: 'cordon' }, 'web')).toMatchObject([{ outcome: 'refused' }]);
    });
  });
}
