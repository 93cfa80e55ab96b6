import { z } from 'zod';
import { ClusterAffinity } from './placement';

const name = z.string().min(1).max(253);
const words = z.array(z.string().max(4096)).max(200);
const pairs = z.record(z.string().min(1).max(317), z.string().max(65_536));
const quantities = z.record(name, z.string().min(1).max(40));
const container = name.optional();

/** RFC 6901: empty, or names each after a slash. */
export const JsonPointer = z
  .string()
  .max(2000)
  .regex(/^(\/([^~/]|~[01])*)*$/, { error: 'not a JSON pointer (RFC 6901)' });

const value = z.json();
/** RFC 6902. */
export const PatchOperation = z.discriminatedUnion('op', [
  z.strictObject({ op: z.enum(['add', 'replace', 'test']), path: JsonPointer, value }),
  z.strictObject({ op: z.literal('remove'), path: JsonPointer }),
  z.strictObject({ op: z.enum(['move', 'copy']), from: JsonPointer, path: JsonPointer }),
]);
export type PatchOperation = z.infer<typeof PatchOperation>;

const operations = z.array(PatchOperation).min(1).max(500);

/** One change of a manifest; without a container it is all containers. The kinds are Karmada's and some that its users write as patches. */
export const Overrider = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('image'),
    component: z.enum(['registry', 'repository', 'tag']),
    operator: z.enum(['add', 'remove', 'replace']),
    value: z.string().max(500).default(''),
    container,
  }),
  z.strictObject({
    type: z.enum(['command', 'args']),
    operator: z.enum(['add', 'remove', 'replace']),
    value: words,
    container,
  }),
  z.strictObject({
    type: z.literal('env'),
    set: pairs.default({}),
    remove: z.array(name).max(200).default([]),
    container,
  }),
  z.strictObject({
    type: z.enum(['labels', 'annotations']),
    set: pairs.default({}),
    remove: z.array(z.string().min(1).max(317)).max(200).default([]),
  }),
  z.strictObject({ type: z.literal('replicas'), value: z.int().min(0).max(100_000) }),
  z.strictObject({
    type: z.literal('resources'),
    requests: quantities.default({}),
    limits: quantities.default({}),
    container,
  }),
  /** Nodes and zones within the cluster: what is given stands in the pods' spec as it is. */
  z.strictObject({
    type: z.literal('scheduling'),
    nodeAffinity: z.record(z.string(), value).optional(),
    topologySpreadConstraints: z.array(z.record(z.string(), value)).max(20).optional(),
  }),
  z.strictObject({ type: z.literal('jsonPatch'), operations }),
  /** RFC 7386. */
  z.strictObject({ type: z.literal('mergePatch'), value: z.record(z.string(), value) }),
  /** A field whose text is itself YAML or JSON, as in a ConfigMap. */
  z.strictObject({ type: z.literal('embedded'), path: JsonPointer, format: z.enum(['yaml', 'json']), operations }),
]);
export type Overrider = z.infer<typeof Overrider>;

/** Which templates are meant: of one kind, or one of them. */
const TemplateSelector = z.strictObject({ apiVersion: name, kind: name, name: name.optional() });

/** What differs in some clusters. The greater priority comes later and has the last word. */
export const OverrideRule = z.strictObject({
  name: z.string().min(1).max(63),
  priority: z.int().min(0).max(1000).default(500),
  targetCluster: ClusterAffinity,
  resources: z.array(TemplateSelector).max(100).default([]),
  overriders: z.array(Overrider).min(1).max(100),
});
export type OverrideRule = z.infer<typeof OverrideRule>;
