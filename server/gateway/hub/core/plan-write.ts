import { z } from 'zod';
import { LabelKey, Labels } from '~/server/clusters/model/names';
import { APPLICATION_LABEL } from '~/server/federation/model/inventory';
import type { Issue } from '~/server/kernel/failure';
import { at, isJson, json, list, text } from '~/server/kernel/json';
import { OWN_WORDS, type ShownApplication, WITHDRAWAL } from './application-object';
import { GROUP_VERSION, type HubKind } from './kinds';
import { readOverrideName } from './override-name';
import { overrideWords, PLACEMENT_WORDS } from './views';

type Described = ShownApplication['kept']['described'];
type Words = Described[string];

/** The application that a write makes, and where in it the object that was written lies. */
export type PlannedWrite = { ok: true; document: unknown; described: Described; at: (string | number)[] };
export type Unwritable = { ok: false; issues: Issue[] };

/** Kubernetes' own bound: https://pkg.go.dev/k8s.io/apimachinery/pkg/api/validation#pkg-constants */
const MOST_ANNOTATIONS = 256 * 1024;
const Annotations = z
  .record(LabelKey, z.string())
  .refine((all) => JSON.stringify(all).length <= MOST_ANNOTATIONS, { error: 'larger than 256 KiB' });
const Metadata = z.object({ labels: Labels.nullish(), annotations: Annotations.nullish() });

/** Fields of metadata by which an object would be tied to what the hub does not keep. */
const NOT_KEPT = ['generateName', 'namespace', 'ownerReferences', 'finalizers'] as const;

/** What is written to an object as the application that it is a part of; `kept` is undefined for an application that is new. */
export function planWrite(
  { kind }: HubKind,
  name: string,
  object: unknown,
  kept: ShownApplication['kept'] | undefined,
): PlannedWrite | Unwritable {
  const issues = findFaults(kind, name, object);
  const read = Metadata.safeParse(json(at(object, 'metadata')));
  if (!read.success)
    issues.push(
      ...read.error.issues.map(({ path, message }) => ({ path: ['metadata', ...path.map(String)], message })),
    );
  if (issues.length > 0 || !read.success) return { ok: false, issues };
  const words = { labels: read.data.labels ?? {}, annotations: read.data.annotations ?? {} };
  const spec = at(object, 'spec');
  if (kind === 'Application') return planned({ name, spec }, { ...kept?.described, [OWN_WORDS]: words }, ['spec']);
  if (!kept) return { ok: false, issues: [{ path: ['metadata', 'name'], message: 'there is no such application' }] };
  if (kind === 'Placement') {
    const whole = { ...specOf(kept), placement: spec };
    return planned({ name, spec: whole }, { ...kept.described, [PLACEMENT_WORDS]: words }, ['spec', 'placement']);
  }
  return planOverride(name, spec, words, kept);
}

function planOverride(
  name: string,
  spec: unknown,
  words: Words,
  kept: ShownApplication['kept'],
): PlannedWrite | Unwritable {
  const rule = readOverrideName(name)?.rule ?? '';
  const called = at(spec, 'name') ?? rule;
  if (called !== rule)
    return { ok: false, issues: [{ path: ['spec', 'name'], message: `must be ${rule}, as metadata.name says` }] };
  const { [APPLICATION_LABEL]: label = kept.name, ...labels } = words.labels;
  if (label !== kept.name)
    return {
      ok: false,
      issues: [{ path: ['metadata', 'labels', APPLICATION_LABEL], message: `must be ${kept.name}` }],
    };
  const rules: unknown[] = [...kept.spec.overrides];
  const found = kept.spec.overrides.findIndex((one) => one.name === rule);
  const index = found < 0 ? rules.length : found;
  rules[index] = isJson(spec) ? { name: rule, ...spec } : spec;
  const described = { ...kept.described, [overrideWords(rule)]: { ...words, labels } };
  return planned({ name: kept.name, spec: { ...specOf(kept), overrides: rules } }, described, [
    'spec',
    'overrides',
    index,
  ]);
}

/** The application without one of its overrides. */
export function planOverrideRemoval(name: string, kept: ShownApplication['kept']): PlannedWrite {
  const rule = readOverrideName(name)?.rule ?? '';
  const overrides = kept.spec.overrides.filter((one) => one.name !== rule);
  return planned({ name: kept.name, spec: { ...specOf(kept), overrides } }, kept.described, ['spec']);
}

const planned = (
  { name, spec }: { name: string; spec: unknown },
  described: Described,
  place: PlannedWrite['at'],
): PlannedWrite => ({
  ok: true,
  document: { apiVersion: GROUP_VERSION, kind: 'Application', metadata: { name }, spec },
  ...{ described: withoutGone(described, spec), at: place },
});

/** What was said of an override is forgotten with it. */
function withoutGone(described: Described, spec: unknown): Described {
  const rules = new Set(list(at(spec, 'overrides')).map((rule) => overrideWords(text(at(rule, 'name')))));
  const kept = Object.entries(described).filter(([of]) => rules.has(of) || !of.startsWith(overrideWords('')));
  return Object.fromEntries(kept);
}

const specOf = ({ team, spec }: ShownApplication['kept']) => ({
  ...(team === null ? {} : { team: team.name }),
  ...spec,
});

function findFaults(kind: string, name: string, object: unknown): Issue[] {
  const issues: Issue[] = [];
  const fault = (path: string[], message: string) => issues.push({ path, message });
  if (text(at(object, 'apiVersion')) !== GROUP_VERSION) fault(['apiVersion'], `must be ${GROUP_VERSION}`);
  if (text(at(object, 'kind')) !== kind) fault(['kind'], `must be ${kind}`);
  if (text(at(object, 'metadata', 'name')) !== name || name === '') fault(['metadata', 'name'], 'is required');
  for (const key of Object.keys(json(object)))
    if (!['apiVersion', 'kind', 'metadata', 'spec', 'status'].includes(key)) fault([key], 'is no field of this object');
  for (const field of NOT_KEPT) {
    const value = at(object, 'metadata', field);
    const isOurs = JSON.stringify(value) === JSON.stringify([WITHDRAWAL]);
    if (value !== undefined && value !== null && value !== '' && !isOurs && JSON.stringify(value) !== '[]')
      fault(['metadata', field], 'is not kept by the hub');
  }
  return issues;
}

/** An issue of an application as one of the object that was written: `spec.placement.x` of a placement is `spec.x`. */
export function issueOf({ path, message }: Issue, place: PlannedWrite['at']): Issue {
  const isInside = place.every((key, index) => String(path[index]) === String(key));
  return isInside ? { path: ['spec', ...path.slice(place.length)], message } : { path, message };
}
