import { describe, expect, it } from 'vitest';
import { KINDS } from '~/server/simulator/api/kinds';
import { builtInSchemas } from './built-in-schemas';
import { definitionName, resolved, type Schema } from './schema';

const VERSIONS = [20, 21, 24, 27, 31, 34];
/** Kinds that are answered and never kept need no type of their own. */
const UNTYPED = ['SelfSubjectReview'];

function* referencesIn(schema: Schema): Generator<string> {
  const name = definitionName(schema);
  if (name !== undefined) yield name;
  const inside = [schema.items, schema.additionalProperties, ...Object.values(schema.properties ?? {})];
  for (const one of inside) if (typeof one === 'object') yield* referencesIn(one);
}

describe.each(VERSIONS)('the types of 1.%i', (minor) => {
  const schemas = builtInSchemas(minor);

  it('know every kind that is served', () => {
    const served = KINDS.flatMap((kind) =>
      kind.versions
        .filter(({ from = 0, to = 99 }) => from <= minor && minor <= to)
        .map(({ name }) => ({ group: kind.group, version: name, kind: kind.kind })),
    );
    const missing = served.filter(({ group, version, kind }) => !schemas.nameOf(group, version, kind));
    expect(missing.map(({ kind }) => kind).filter((kind) => !UNTYPED.includes(kind))).toEqual([]);
  });

  it('refer to nothing that is not there', () => {
    const used = [...schemas.definitions.values()].flatMap((schema) => [...referencesIn(schema)]);
    expect([...new Set(used)].filter((name) => !schemas.definitions.has(name))).toEqual([]);
  });

  it('name every field that Go writes', () => {
    for (const [name, { order }] of schemas.goTypes) {
      const known = Object.keys(resolved(schemas.definitions, schemas.definitions.get(name) ?? {}).properties ?? {});
      expect(
        order.filter((field) => !known.includes(field)),
        name,
      ).toEqual([]);
    }
  });
});

describe('newer fields', () => {
  const fields = (minor: number, name: string) =>
    Object.keys(builtInSchemas(minor).definitions.get(`io.k8s.api.${name}`)?.properties ?? {});

  it.each([
    ['core.v1.ServiceSpec', 'trafficDistribution', 31],
    ['core.v1.TopologySpreadConstraint', 'minDomains', 25],
    ['batch.v1.JobSpec', 'suspend', 22],
    ['apps.v1.StatefulSetSpec', 'persistentVolumeClaimRetentionPolicy', 27],
  ])('%s has %s from 1.%i on', (name, field, from) => {
    expect(fields(from, name)).toContain(field);
    expect(fields(from - 1, name)).not.toContain(field);
  });

  it('are shared by members of one version', () => {
    expect(builtInSchemas(31)).toBe(builtInSchemas(31));
  });
});
