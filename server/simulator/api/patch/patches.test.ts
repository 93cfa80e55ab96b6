import { describe, expect, it } from 'vitest';
import { builtInSchemas } from '~/server/simulator/schema/built-in-schemas';
import { referenceTo } from '~/server/simulator/schema/schema';
import { applyJsonPatch } from './json-patch';
import { applyMergePatch } from './merge-patch';
import { applyStrategicPatch } from './strategic-patch';

const { definitions } = builtInSchemas(34);
const POD = { definitions, schema: referenceTo('io.k8s.api.core.v1.Pod') };
const NODE = { definitions, schema: referenceTo('io.k8s.api.core.v1.Node') };

describe('JSON patch, by the examples of RFC 6902', () => {
  it.each<[string, unknown, unknown[], unknown]>([
    ['A.1', { foo: 'bar' }, [{ op: 'add', path: '/baz', value: 'qux' }], { baz: 'qux', foo: 'bar' }],
    ['A.2', { foo: ['bar', 'baz'] }, [{ op: 'add', path: '/foo/1', value: 'qux' }], { foo: ['bar', 'qux', 'baz'] }],
    ['A.3', { baz: 'qux', foo: 'bar' }, [{ op: 'remove', path: '/baz' }], { foo: 'bar' }],
    ['A.4', { foo: ['bar', 'qux', 'baz'] }, [{ op: 'remove', path: '/foo/1' }], { foo: ['bar', 'baz'] }],
    ['A.5', { baz: 'qux', foo: 'bar' }, [{ op: 'replace', path: '/baz', value: 'boo' }], { baz: 'boo', foo: 'bar' }],
    [
      'A.6',
      { foo: { bar: 'baz', waldo: 'fred' }, qux: {} },
      [{ op: 'move', from: '/foo/waldo', path: '/qux/thud' }],
      { foo: { bar: 'baz' }, qux: { thud: 'fred' } },
    ],
    [
      'A.7',
      { foo: ['all', 'grass', 'cows', 'eat'] },
      [{ op: 'move', from: '/foo/1', path: '/foo/3' }],
      { foo: ['all', 'cows', 'eat', 'grass'] },
    ],
    ['A.8', { baz: 'qux', foo: ['a', 2] }, [{ op: 'test', path: '/foo/1', value: 2 }], { baz: 'qux', foo: ['a', 2] }],
    ['A.10', { foo: 'bar' }, [{ op: 'add', path: '/child', value: { a: {} } }], { foo: 'bar', child: { a: {} } }],
    ['A.14', { '/': 9, '~1': 10 }, [{ op: 'test', path: '/~01', value: 10 }], { '/': 9, '~1': 10 }],
    ['A.16', { foo: ['bar'] }, [{ op: 'add', path: '/foo/-', value: ['abc'] }], { foo: ['bar', ['abc']] }],
  ])('%s', (_name, document, operations, expected) => {
    expect(applyJsonPatch(document, operations)).toEqual(expected);
  });

  it.each([
    ['A.9: a test that fails', { baz: 'qux' }, [{ op: 'test', path: '/baz', value: 'bar' }]],
    ['A.12: a parent that is not there', { foo: 'bar' }, [{ op: 'add', path: '/baz/bat', value: 'qux' }]],
    ['a position with a leading zero', { foo: [1, 2] }, [{ op: 'remove', path: '/foo/01' }]],
    ['a replacement of what is not there', { foo: 1 }, [{ op: 'replace', path: '/bar', value: 1 }]],
    ['an operation without a value', { foo: 1 }, [{ op: 'add', path: '/bar' }]],
  ])('refuses %s', (_name, document, operations) => {
    expect(() => applyJsonPatch(document, operations)).toThrow('the server rejected our request');
  });

  it('leaves the document alone', () => {
    const document = { a: [1] };
    applyJsonPatch(document, [{ op: 'add', path: '/a/0', value: 0 }]);
    expect(document).toEqual({ a: [1] });
  });
});

describe('merge patch, by the examples of RFC 7386', () => {
  it.each<[unknown, unknown, unknown]>([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('%j + %j', (target, patch, expected) => {
    expect(applyMergePatch(target, patch)).toEqual(expected);
  });
});

describe('strategic merge patch', () => {
  const pod = (containers: unknown[]) => ({ spec: { containers } });

  it('merges containers by name, and their ports and environment by key', () => {
    const before = pod([
      { name: 'a', image: 'x:1', env: [{ name: 'K', value: '1' }] },
      { name: 'b', image: 'y:1' },
    ]);
    const patch = pod([{ name: 'a', image: 'x:2', env: [{ name: 'L', value: '2' }] }]);
    expect(applyStrategicPatch(POD, before, patch)).toEqual(
      pod([
        {
          name: 'a',
          image: 'x:2',
          env: [
            { name: 'L', value: '2' },
            { name: 'K', value: '1' },
          ],
        },
        { name: 'b', image: 'y:1' },
      ]),
    );
  });

  it('deletes and replaces by directive', () => {
    const before = pod([{ name: 'a' }, { name: 'b' }]);
    expect(applyStrategicPatch(POD, before, pod([{ name: 'a', $patch: 'delete' }]))).toEqual(pod([{ name: 'b' }]));
    expect(applyStrategicPatch(POD, before, pod([{ $patch: 'replace' }, { name: 'c' }]))).toEqual(pod([{ name: 'c' }]));
    expect(applyStrategicPatch(POD, { a: { b: 1, c: 2 } }, { a: { $patch: 'replace', d: 3 } })).toEqual({
      a: { d: 3 },
    });
  });

  it('replaces a list whose type names no key', () => {
    const taints = (...keys: string[]) => ({ spec: { taints: keys.map((key) => ({ key })) } });
    expect(applyStrategicPatch(NODE, taints('a', 'b'), taints('c'))).toEqual(taints('c'));
  });

  it('treats finalizers as a set and takes single ones away', () => {
    const before = { metadata: { finalizers: ['x', 'y'] } };
    expect(applyStrategicPatch(POD, before, { metadata: { finalizers: ['y', 'z'] } })).toEqual({
      metadata: { finalizers: ['x', 'y', 'z'] },
    });
    expect(applyStrategicPatch(POD, before, { metadata: { '$deleteFromPrimitiveList/finalizers': ['x'] } })).toEqual({
      metadata: { finalizers: ['y'] },
    });
  });

  it('orders a list as the patch says', () => {
    const before = { status: { conditions: [{ type: 'A' }, { type: 'B' }] } };
    const patch = {
      status: {
        '$setElementOrder/conditions': [{ type: 'B' }, { type: 'A' }],
        conditions: [{ type: 'B', status: 'True' }],
      },
    };
    expect(applyStrategicPatch(POD, before, patch)).toEqual({
      status: { conditions: [{ type: 'B', status: 'True' }, { type: 'A' }] },
    });
  });
});
