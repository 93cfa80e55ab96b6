import { describe, expect, it } from 'vitest';
import type { Schema } from '~/server/simulator/schema/schema';
import { defaultStructural } from './default-structural';
import { dropNulls } from './drop-nulls';
import { pruneStructural } from './prune-structural';
import { scaleProblems } from './validate-scale';
import { structuralProblems } from './validate-structural';

const SCHEMA: Schema = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      required: ['size'],
      properties: {
        size: { type: 'integer', minimum: 1, maximum: 9 },
        colour: { type: 'string', enum: ['red', 'blue'], default: 'red' },
        name: { type: 'string', minLength: 2, maxLength: 4, pattern: '^[a-z]+$' },
        port: { 'x-kubernetes-int-or-string': true },
        free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        tags: { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set', maxItems: 3 },
        parts: {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['name'],
          items: { type: 'object', properties: { name: { type: 'string' }, weight: { type: 'integer', default: 1 } } },
        },
        nullable: { type: 'string', nullable: true },
        template: { type: 'object', 'x-kubernetes-embedded-resource': true, properties: {} },
        either: { type: 'object', oneOf: [{ required: ['a'] }, { required: ['b'] }], properties: {} },
      },
    },
  },
};
const spec = (fields: object) => ({ spec: { size: 1, ...fields } });

describe('a structural schema', () => {
  it('prunes what it does not name, and keeps open parts and the fields of every object', () => {
    const unknown: string[] = [];
    const object = { kind: 'X', other: 1, ...spec({ x: 1, free: { y: { z: 1 } }, parts: [{ name: 'a', w: 1 }] }) };
    expect(pruneStructural(SCHEMA, object, unknown)).toEqual({
      kind: 'X',
      ...spec({ free: { y: { z: 1 } }, parts: [{ name: 'a' }] }),
    });
    expect(unknown).toEqual(['other', 'spec.parts[0].w', 'spec.x']);
    const embedded = spec({ template: { kind: 'Y', metadata: { name: 'y' }, data: 1 } });
    expect(pruneStructural(SCHEMA, embedded, [])).toEqual(spec({ template: { kind: 'Y', metadata: { name: 'y' } } }));
  });

  it('fills defaults where something is around them', () => {
    expect(defaultStructural(SCHEMA, spec({ parts: [{ name: 'a' }] }))).toEqual(
      spec({ colour: 'red', parts: [{ name: 'a', weight: 1 }] }),
    );
    expect(defaultStructural(SCHEMA, {})).toEqual({});
    expect(defaultStructural(SCHEMA, spec({ colour: null }))).toEqual(spec({ colour: 'red' }));
  });

  it('drops nulls that it neither allows nor replaces', () => {
    expect(dropNulls(SCHEMA, spec({ name: null, colour: null, nullable: null, free: { y: null } }))).toEqual(
      spec({ colour: null, nullable: null, free: { y: null } }),
    );
  });

  it.each<[object, string, string]>([
    [spec({ size: 10 }), 'spec.size', 'Invalid value: 10: spec.size in body should be less than or equal to 9'],
    [spec({ size: 0 }), 'spec.size', 'Invalid value: 0: spec.size in body should be greater than or equal to 1'],
    [spec({ size: 'x' }), 'spec.size', 'Invalid value: "string": spec.size in body must be of type integer: "string"'],
    [spec({ size: 1.5 }), 'spec.size', 'Invalid value: "number": spec.size in body must be of type integer: "number"'],
    [{ spec: {} }, 'spec.size', 'Required value'],
    [spec({ colour: 'x' }), 'spec.colour', 'Unsupported value: "x": supported values: "red", "blue"'],
    [spec({ name: 'a' }), 'spec.name', 'Invalid value: "a": spec.name in body should be at least 2 chars long'],
    [spec({ name: 'abcde' }), 'spec.name', 'Invalid value: "abcde": spec.name in body should be at most 4 chars long'],
    [spec({ name: 'AB' }), 'spec.name', `Invalid value: "AB": spec.name in body should match '^[a-z]+$'`],
    [spec({ name: null }), 'spec.name', 'Invalid value: "null": spec.name in body must be of type string: "null"'],
    [
      spec({ port: true }),
      'spec.port',
      'Invalid value: "boolean": spec.port in body must be of type integer,string: "boolean"',
    ],
    [spec({ tags: ['a', 'a'] }), 'spec.tags[1]', 'Duplicate value: "a"'],
    [
      spec({ tags: ['a', 'b', 'c', 'd'] }),
      'spec.tags',
      'Invalid value: 4: spec.tags in body should have at most 3 items',
    ],
    [
      spec({ parts: [{ name: 'a' }, { name: 'a' }] }),
      'spec.parts[1]',
      'Duplicate value: map[string]interface {}{"name":"a"}',
    ],
    [spec({ template: { kind: 'X' } }), 'spec.template.apiVersion', 'Required value: must not be empty'],
    [
      spec({ either: { a: 1, b: 1 } }),
      '<nil>',
      'Invalid value: "": "spec.either" must validate one and only one schema (oneOf). Found 2 valid alternatives',
    ],
  ])('%j is refused at %s', (object, field, message) => {
    expect(structuralProblems(SCHEMA, object, '')).toContainEqual(expect.objectContaining({ field, message }));
  });

  it.each([spec({ port: 1 }), spec({ port: '50%' }), spec({ nullable: null }), spec({ either: { a: 1 } }), {}])(
    '%j is right',
    (object) => {
      expect(structuralProblems(SCHEMA, object, '')).toEqual([]);
    },
  );

  it('wants a whole number, not below zero, where the scale is read from', () => {
    const version = { subresources: { scale: { specReplicasPath: '.spec.size', statusReplicasPath: '.status.size' } } };
    const messages = (size: unknown) => scaleProblems(version, { spec: { size } }).map(({ message }) => message);
    expect(messages(2)).toEqual([]);
    expect(messages(-1)).toEqual(['Invalid value: -1: should be a non-negative integer']);
    expect(messages('x')[0]).toContain('x is of the type string, expected int64');
  });
});
