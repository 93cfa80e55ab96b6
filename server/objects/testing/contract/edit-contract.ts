import { describe, expect, it } from 'vitest';
import { configMap, configMaps, deployment, deployments } from '~/server/kube/testing/contract/samples';
import { createObjects } from '../../create-objects';
import { explainConflict } from '../../explain-conflict';
import { previewCreate } from '../../preview-create';
import { previewUpdate } from '../../preview-update';
import { readObject } from '../../read-object';
import { updateObject } from '../../update-object';
import { type Place, REQUEST } from '../objects-world';

const { actor } = REQUEST;

export function editContract(place: Place): void {
  const at = () => ({ namespace: place.namespace });
  const ref = (kind: typeof configMaps, name: string) => ({ cluster: 'here', ...kind, ...at(), name });
  const open = async (name: string, kind = configMaps) => {
    const view = await readObject(place.world.deps, actor, ref(kind, name));
    return { ref: view.ref, base: view.yaml, text: view.yaml, reason: '' };
  };

  describe('editing', () => {
    it('minds what others change, and not what a controller writes beside it', async () => {
      await place.world.client.create(deployments, at(), deployment('web'));
      const edit = await open('web', deployments);
      const status = { kind: 'merge' as const, body: { status: { observedGeneration: 1, replicas: 0 } } };
      await place.world.client.patch(deployments, { ...at(), name: 'web', subresource: 'status' }, status);
      const mine = { ...edit, text: edit.text.replace('image: a:1', 'image: a:2') };
      expect(await updateObject(place.world.deps, REQUEST, mine)).toMatchObject({ outcome: 'updated' });
    });

    it('shows what an edit would make before it makes it, and says who owns the new field then', async () => {
      await place.world.client.create(configMaps, at(), configMap('c', { a: '1' }));
      const edit = await open('c');
      const changed = { ...edit, text: edit.text.replace("a: '1'", "a: '2'") };
      const preview = await previewUpdate(place.world.deps, actor, changed);
      expect(preview).toMatchObject({
        refusal: null,
        before: expect.stringContaining("a: '1'"),
        after: expect.stringContaining("a: '2'"),
      });
      expect(preview.after).toBe(preview.before?.replace("a: '1'", "a: '2'"));
      expect((await open('c')).base).toBe(edit.base);
      const done = await updateObject(place.world.deps, REQUEST, changed);
      expect(done).toMatchObject({ outcome: 'updated', refusal: null });
      const view = await readObject(place.world.deps, actor, ref(configMaps, 'c'));
      expect(view.fields.find(({ path }) => path === 'data.a')).toMatchObject({ manager: 'portolan-console' });
      expect(place.world.records.at(-1)).toMatchObject({
        action: 'objects.update',
        outcome: 'applied',
        detail: { changes: [{ path: 'data.a', before: '1', after: '2' }] },
      });
    });

    it('tells a conflict with who and what, and puts two edits together that do not touch', async () => {
      await place.world.client.create(configMaps, at(), configMap('c', { a: '1', b: '1' }));
      const edit = await open('c');
      const theirs = { kind: 'merge' as const, body: { data: { b: '2' } } };
      await place.world.client.patch(configMaps, { ...at(), name: 'c' }, theirs, { fieldManager: 'kubectl-edit' });
      const mine = { ...edit, text: edit.text.replace("a: '1'", "a: '9'") };
      expect(await updateObject(place.world.deps, REQUEST, mine)).toMatchObject({
        outcome: 'refused',
        refusal: { code: 'conflict' },
      });
      const rebase = await explainConflict(place.world.deps, actor, {
        ref: edit.ref,
        base: edit.text,
        mine: mine.text,
      });
      expect(rebase.theirs).toMatchObject([{ path: 'data.b', before: '1', after: '2', manager: 'kubectl-edit' }]);
      expect(rebase.overlaps).toEqual([]);
      const merged = { ...mine, base: rebase.now, text: rebase.merged ?? '' };
      const again = await updateObject(place.world.deps, REQUEST, merged);
      expect(again).toMatchObject({ outcome: 'updated' });
      expect((await open('c')).text).toMatch(/a: '9'\n {2}b: '2'/);
    });

    it('refuses with the reason of the member, at the field', async () => {
      await place.world.client.create(deployments, at(), deployment('web'));
      const edit = await open('web', deployments);
      const wrong = { ...edit, text: edit.text.replace('replicas: 0', 'replicas: -1') };
      const preview = await previewUpdate(place.world.deps, actor, wrong);
      expect(preview.refusal).toMatchObject({ code: 'refused', causes: [{ field: 'spec.replicas' }] });
      const unknown = { ...edit, text: edit.text.replace('replicas: 0', 'replicas: 0\n  nonsense: 1') };
      const { refusal, before, after } = await previewUpdate(place.world.deps, actor, unknown);
      // before 1.25 a member prunes in silence
      if (refusal) expect(refusal.said).toContain('unknown field "spec.nonsense"');
      else expect(after).toBe(before);
      const immutable = { ...edit, text: edit.text.replaceAll('app: web', 'app: other') };
      expect(
        (await previewUpdate(place.world.deps, actor, immutable)).refusal?.causes.map(({ field }) => field),
      ).toContain('spec.selector');
    });

    it('refuses what is another object, no YAML, or gone', async () => {
      await place.world.client.create(configMaps, at(), configMap('c', { a: '1' }));
      const edit = await open('c');
      const preview = (text: string) => previewUpdate(place.world.deps, actor, { ...edit, text });
      expect((await preview(edit.text.replace('name: c', 'name: d'))).refusal).toMatchObject({ code: 'identity' });
      expect((await preview('a: [')).refusal).toMatchObject({ code: 'yaml', line: expect.any(Number) });
      await place.world.client.delete(configMaps, { ...at(), name: 'c' });
      expect((await preview(edit.text)).refusal).toMatchObject({ code: 'missing' });
    });

    it('creates documents in their order, and leaves the good ones when one is refused', async () => {
      const text = ['a', 'b', 'Bad_Name'].map((name) => JSON.stringify(configMap(name, {}))).join('\n---\n');
      const input = { cluster: 'here', text, reason: '', ...at() };
      const preview = await previewCreate(place.world.deps, actor, input);
      expect(preview.map(({ refusal }) => refusal?.code ?? null)).toEqual([null, null, 'refused']);
      const done = await createObjects(place.world.deps, REQUEST, input);
      expect(done.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'refused']);
      expect(
        await createObjects(place.world.deps, REQUEST, { ...input, text: text.split('\n---\n')[0] ?? '' }),
      ).toMatchObject([{ refusal: { code: 'exists' } }]);
      const nonsense = await previewCreate(place.world.deps, actor, {
        ...input,
        text: 'apiVersion: no/v1\nkind: Nope\n',
      });
      expect(nonsense).toMatchObject([{ refusal: { code: 'identity' } }]);
    });
  });
}
