import { gzipSync } from 'node:zlib';

/** A request that is small and costs much where it is read without care. */
export type Bomb = {
  name: string;
  method?: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
};

const OWN = { 'x-portolan': '1', 'content-type': 'application/json' };
const mutation = (procedure: string, input: string): Pick<Bomb, 'path' | 'headers' | 'body'> => ({
  path: `/api/trpc/${procedure}`,
  headers: OWN,
  body: input,
});
const create = (cluster: string, text: string) =>
  mutation('objects.previewCreate', JSON.stringify({ cluster, text, namespace: 'default', reason: '' }));
const kubeconfig = (text: string) => mutation('clusters.readKubeconfig', JSON.stringify({ text }));

const repeat = (text: string, count: number) => text.repeat(count);
/** Nine levels of ten aliases each: a billion scalars in a few hundred bytes. */
const laughs = ['a: &a [x,x,x,x,x,x,x,x,x,x]']
  .concat('bcdefghi'.split('').map((name, level) => `${name}: &${name} [${repeat(`*${'abcdefgh'[level]},`, 10)}]`))
  .join('\n');

/** Every bomb; YAML ones go to `cluster`, which must be registered. */
export const bombs = (cluster: string): Bomb[] => [
  { name: 'JSON nested 100,000 deep', ...mutation('clusters.edit', repeat('[', 100_000)) },
  { name: 'JSON nested 50,000 deep, closed', ...mutation('clusters.edit', repeat('[', 50_000) + repeat(']', 50_000)) },
  {
    name: 'JSON of 200,000 keys',
    ...mutation('clusters.edit', `{${Array.from({ length: 200_000 }, (_, key) => `"k${key}":1`).join()}}`),
  },
  {
    name: 'JSON with __proto__',
    ...mutation('clusters.edit', '{"__proto__":{"polluted":true},"constructor":{"prototype":{"x":1}}}'),
  },
  { name: 'a number of 100,000 digits', ...mutation('clusters.edit', `{"name":${repeat('9', 100_000)}}`) },
  {
    name: 'gzip of 100 MB',
    ...mutation('clusters.edit', ''),
    headers: { ...OWN, 'content-encoding': 'gzip' },
    body: gzipSync(Buffer.alloc(100 * 1024 * 1024, 0x20)),
  },
  {
    name: 'a batch of 5,000',
    method: 'GET',
    path: `/api/trpc/${Array.from({ length: 1000 }, () => 'teams.me').join()}?batch=1&input=%7B%7D`,
    headers: OWN,
  },
  { name: 'a header of 60 KB', method: 'GET', path: '/api/healthz', headers: { 'x-long': repeat('v', 60_000) } },
  { name: 'an address of 60 KB', method: 'GET', path: `/api/healthz?${repeat('a=b&', 15_000)}` },
  { name: 'YAML: a billion laughs', ...create(cluster, laughs) },
  { name: 'YAML: lists nested 20,000 deep', ...create(cluster, `a: ${repeat('[', 20_000)}`) },
  {
    name: 'YAML: maps nested 2,000 deep',
    ...create(cluster, Array.from({ length: 2000 }, (_, level) => `${repeat(' ', level)}a:`).join('\n')),
  },
  { name: 'YAML: 10,000 documents', ...create(cluster, repeat('---\na: 1\n', 10_000)) },
  {
    name: 'YAML: 2,000 anchors',
    ...create(cluster, Array.from({ length: 2000 }, (_, index) => `a${index}: &x${index} 1`).join('\n')),
  },
  { name: 'YAML: a duplicate key', ...create(cluster, 'a: 1\na: 2\n') },
  { name: 'YAML: a merge of itself', ...create(cluster, 'a: &a\n  <<: *a\n') },
  { name: 'YAML: a tag that runs code', ...create(cluster, 'a: !!js/function "function(){}"\n') },
  { name: 'kubeconfig: a billion laughs', ...kubeconfig(laughs) },
  { name: 'kubeconfig: lists nested 20,000 deep', ...kubeconfig(`a: ${repeat('[', 20_000)}`) },
  {
    name: 'kubeconfig: 5,000 contexts',
    ...kubeconfig(`contexts:\n${repeat('- {name: a, context: {cluster: b, user: c}}\n', 5000)}`),
  },
];
