import { describe, expect, it } from 'vitest';
import { checkText } from './check-text';
import { DEPLOYMENT } from './testing/sample-schema';

const HEAD = 'apiVersion: apps/v1\nkind: Deployment\n';
const schemaOf = (apiVersion: string, kind: string) =>
  apiVersion === 'apps/v1' && kind === 'Deployment' ? DEPLOYMENT : undefined;
const found = (body: string) =>
  checkText(HEAD + body, schemaOf).map((finding) => [finding.code, (HEAD + body).slice(finding.from, finding.to)]);

describe('checking a text before anyone is asked', () => {
  it('finds nothing in what is right', () => {
    const text = `${HEAD}metadata:
  name: web
  labels: { app: web }
spec:
  replicas: 2
  template:
    containers:
    - name: app
      args: [a, "1"]
      port: 80
      cpu: 1
    volumes:
    - { anything: { goes: true } }
status: { whatever: 1 }
`;
    expect(checkText(text, schemaOf)).toEqual([]);
  });

  it.each([
    ['a field that the kind does not have', 'spec: { template: {}, replica: 2 }', ['unknown', 'replica']],
    ['a text where a number belongs', 'spec: { template: {}, replicas: two }', ['type', 'two']],
    ['a number where a text belongs', 'metadata: { labels: { a: 1 } }', ['type', '1']],
    ['a number where a truth belongs', 'spec: { template: {}, paused: 1 }', ['type', '1']],
    ['an object where a list belongs', 'spec: { template: { containers: { name: a } } }', ['type', 'containers']],
    ['a list where an object belongs', 'spec: { template: [a] }', ['type', 'template']],
    ['a word that is none of the few', 'spec: { template: {}, strategy: Never }', ['value', 'Never']],
    ['a field that must be there', 'spec: { template: { containers: [{ image: a }] } }', ['missing', 'image']],
    ['YAML that does not end', 'spec: {', ['syntax', '{']],
  ])('finds %s', (_name, body, finding) => {
    const [first] = found(body);
    if (finding[0] === 'syntax') expect(first?.[0]).toBe('syntax');
    else expect(first).toEqual(finding);
  });

  it('looks at each document with its own schema, and leaves kinds alone that it does not know', () => {
    const text = `${HEAD}spec: { template: {}, x: 1 }\n---\napiVersion: v1\nkind: ConfigMap\nnonsense: 1\n---\n${HEAD}y: 1\n`;
    expect(checkText(text, schemaOf).map((one) => text.slice(one.from, one.to))).toEqual(['x', 'y']);
  });

  it('minds no field that is left empty', () => {
    expect(found('spec:\n  template:\n  replicas:\n')).toEqual([]);
  });
});
