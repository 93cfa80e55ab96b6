import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathsOf, writeFieldSet } from '~/server/simulator/api/typed/field-set';
import { pathText } from '~/server/simulator/api/typed/path-element';
import { builtInSchemas } from '~/server/simulator/schema/built-in-schemas';
import { referenceTo } from '~/server/simulator/schema/schema';
import { applyFields } from './apply-fields';
import { type Managers, NO_MANAGERS } from './managers';
import { recordUpdate } from './record-update';

const { definitions } = builtInSchemas(34);
const DEPLOYMENT = { definitions, schema: referenceTo('io.k8s.api.apps.v1.Deployment') };
const CONFIG_MAP = { definitions, schema: referenceTo('io.k8s.api.core.v1.ConfigMap') };

type State = { object: unknown; managers: Managers };
const NOTHING: State = { object: {}, managers: NO_MANAGERS };

/** Applies in turn; a conflict ends it with the paths in dispute. */
function apply(type: typeof DEPLOYMENT, state: State, manager: string, configuration: unknown, force = false) {
  const writer = { manager, operation: 'Apply' as const, apiVersion: 'v1' };
  const result = applyFields(type, state.object, configuration, state.managers, { writer, time: '1', force });
  if (!result.ok)
    return {
      disputed: result.disputed.flatMap(({ fields, manager: owner }) =>
        pathsOf(fields).map((path) => `${owner}${pathText(path)}`),
      ),
    };
  return result;
}
const applied = (...parameters: Parameters<typeof apply>): State => {
  const result = apply(...parameters);
  if ('disputed' in result) throw new Error(`in dispute: ${result.disputed}`);
  return result;
};
const update = (type: typeof DEPLOYMENT, state: State, manager: string, object: unknown): State => ({
  object,
  managers: recordUpdate(type, state.object, object, state.managers, {
    writer: { manager, operation: 'Update', apiVersion: 'v1' },
    time: '1',
  }),
});
const owned = ({ managers }: State) =>
  Object.fromEntries([...managers.values()].map(({ manager, fields }) => [manager, writeFieldSet(fields)]));

/** What is left of an emptied map is null until the server writes the object. */
const dataOf = ({ object }: State) => (object as { data?: object | null }).data ?? {};

const containers = (...list: object[]) => ({ spec: { template: { spec: { containers: list } } } });

describe('server-side apply', () => {
  it('owns what it names, item by item, and never the name of the object', () => {
    const state = applied(DEPLOYMENT, NOTHING, 'a', {
      metadata: { name: 'web', labels: { x: '1' } },
      ...containers({ name: 'c', ports: [{ containerPort: 80 }] }),
    });
    expect(owned(state)).toEqual({
      a: {
        'f:metadata': { 'f:labels': { 'f:x': {} } },
        'f:spec': {
          'f:template': {
            'f:spec': {
              'f:containers': {
                'k:{"name":"c"}': {
                  '.': {},
                  'f:name': {},
                  'f:ports': { 'k:{"containerPort":80,"protocol":"TCP"}': { '.': {}, 'f:containerPort': {} } },
                },
              },
            },
          },
        },
      },
    });
  });

  it('is refused where another owns another value, and shares where the values are equal', () => {
    const state = applied(CONFIG_MAP, NOTHING, 'a', { data: { k: '1', l: '1' } });
    expect(apply(CONFIG_MAP, state, 'b', { data: { k: '2', l: '1' } })).toEqual({ disputed: ['a.data.k'] });
    const shared = applied(CONFIG_MAP, state, 'b', { data: { l: '1' } });
    expect(owned(shared)).toMatchObject({ a: { 'f:data': { 'f:l': {} } }, b: { 'f:data': { 'f:l': {} } } });
  });

  it('takes over by force', () => {
    const state = applied(CONFIG_MAP, NOTHING, 'a', { data: { k: '1', l: '1' } });
    const forced = applied(CONFIG_MAP, state, 'b', { data: { k: '2' } }, true);
    expect(forced.object).toEqual({ data: { k: '2', l: '1' } });
    expect(owned(forced)).toEqual({ a: { 'f:data': { 'f:l': {} } }, b: { 'f:data': { 'f:k': {} } } });
  });

  it('removes what it applies no more, unless another owns it', () => {
    const shared = applied(CONFIG_MAP, applied(CONFIG_MAP, NOTHING, 'a', { data: { k: '1', l: '1' } }), 'b', {
      data: { l: '1' },
    });
    expect(applied(CONFIG_MAP, shared, 'a', { data: {} }).object).toEqual({ data: { l: '1' } });
  });

  it('removes an item of a list by its key and leaves the others', () => {
    const both = applied(DEPLOYMENT, NOTHING, 'a', containers({ name: 'c', image: 'x' }, { name: 'd', image: 'y' }));
    expect(applied(DEPLOYMENT, both, 'a', containers({ name: 'd', image: 'y' })).object).toEqual(
      containers({ name: 'd', image: 'y' }),
    );
  });

  it('leaves what an update added to an applied item', () => {
    const state = applied(DEPLOYMENT, NOTHING, 'a', containers({ name: 'c', image: 'x' }));
    const updated = update(DEPLOYMENT, state, 'b', containers({ name: 'c', image: 'x', stdin: true }));
    expect(applied(DEPLOYMENT, updated, 'a', containers({ name: 'c', image: 'z' })).object).toEqual(
      containers({ name: 'c', image: 'z', stdin: true }),
    );
  });

  it('changes nothing when it is repeated, whoever else applied', () => {
    const data = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2'));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('x', 'y'), data), { minLength: 1 }), (steps) => {
        const state = steps.reduce(
          (at, [manager, map]) => applied(CONFIG_MAP, at, manager, { data: map }, true),
          NOTHING,
        );
        const [manager, last] = steps.at(-1) ?? ['x', {}];
        const again = applied(CONFIG_MAP, state, manager, { data: last });
        expect(dataOf(again)).toEqual(dataOf(state));
        expect(owned(again)).toEqual(owned(state));
      }),
    );
  });
});

describe('an update', () => {
  it('takes the fields that it changes from whoever owned them', () => {
    const state = applied(CONFIG_MAP, NOTHING, 'a', { data: { k: '1', l: '1' } });
    expect(owned(update(CONFIG_MAP, state, 'b', { data: { k: '2', l: '1' } }))).toEqual({
      a: { 'f:data': { 'f:l': {} } },
      b: { 'f:data': { 'f:k': {} } },
    });
  });

  it('leaves nobody what is gone', () => {
    const state = applied(CONFIG_MAP, NOTHING, 'a', { data: { k: '1' } });
    expect(owned(update(CONFIG_MAP, state, 'b', {}))).toEqual({});
  });

  it('keeps ten updaters and puts the oldest together', () => {
    let state: State = NOTHING;
    for (let index = 0; index < 12; index++) {
      const data = Object.fromEntries(Array.from({ length: index + 1 }, (_, key) => [`k${key}`, '1']));
      state = update(CONFIG_MAP, state, `m${String(index).padStart(2, '0')}`, { data });
    }
    expect(Object.keys(owned(state))).toHaveLength(10);
    expect(owned(state)['ancient-changes']).toEqual({ 'f:data': { '.': {}, 'f:k0': {}, 'f:k1': {}, 'f:k2': {} } });
  });
});
