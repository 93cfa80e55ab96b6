import { describe, expect, it } from 'vitest';
import { builtInSchemas } from '~/server/simulator/schema/built-in-schemas';
import { referenceTo } from '~/server/simulator/schema/schema';
import { canonical } from './canonical';
import { noProblems } from './decode-problems';

const schemas = builtInSchemas(20);
function read(type: string, value: unknown, kind = 'Pod') {
  const problems = noProblems();
  const schema = referenceTo(`io.k8s.api.${type}`);
  return { value: canonical({ schemas, defaults: { kind, minor: 20 }, problems }, schema, value, ''), problems };
}

describe('an object as the server writes it', () => {
  it('drops unknown fields and tells them', () => {
    const { value, problems } = read('core.v1.ConfigMap', { data: { a: '1' }, extra: 1, metadata: { nam: 'x' } });
    expect(value).toEqual({ metadata: { creationTimestamp: null }, data: { a: '1' } });
    expect(problems.unknown).toEqual(['extra', 'metadata.nam']);
  });

  it('drops empty fields, but writes those that Go always writes, and keeps zeros behind pointers', () => {
    expect(read('core.v1.Container', { name: 'c', image: 'x:1', args: [], stdin: false }).value).toEqual({
      name: 'c',
      image: 'x:1',
      resources: {},
      terminationMessagePath: '/dev/termination-log',
      terminationMessagePolicy: 'File',
      imagePullPolicy: 'IfNotPresent',
    });
    expect(read('apps.v1.ReplicaSetSpec', { replicas: 0, minReadySeconds: 0 }, 'ReplicaSet').value).toMatchObject({
      replicas: 0,
      selector: null,
      template: { metadata: { creationTimestamp: null } },
    });
    expect(read('apps.v1.ReplicaSetSpec', { minReadySeconds: 0 }).value).not.toHaveProperty('minReadySeconds');
  });

  it('writes the fields of a type in its order, and the keys of a map in theirs', () => {
    const { value } = read('core.v1.ServicePort', { targetPort: 1, port: 80, name: 'web' });
    expect(Object.keys(value as object)).toEqual(['name', 'protocol', 'port', 'targetPort']);
    const { value: map } = read('core.v1.ConfigMap', { data: { b: '', a: '' } });
    expect(JSON.stringify(map)).toContain('{"a":"","b":""}');
  });

  it('gives a pod what it does not give a template', () => {
    const spec = { containers: [{ name: 'c', image: 'x', resources: { limits: { cpu: '1000m' } } }] };
    expect(read('core.v1.PodSpec', spec).value).toMatchObject({
      enableServiceLinks: true,
      containers: [{ imagePullPolicy: 'Always', resources: { limits: { cpu: '1' }, requests: { cpu: '1' } } }],
    });
    const inTemplate = read('core.v1.PodSpec', spec, 'Deployment').value;
    expect(inTemplate).not.toHaveProperty('enableServiceLinks');
    expect(inTemplate).toMatchObject({ containers: [{ resources: { limits: { cpu: '1' } } }] });
  });

  it.each([
    ['core.v1.ConfigMap', { data: [] }, 'cannot unmarshal array'],
    ['core.v1.ConfigMap', { data: { a: 1 } }, 'cannot unmarshal number'],
    ['apps.v1.DeploymentSpec', { replicas: '1' }, 'of type int32'],
    ['core.v1.ResourceRequirements', { limits: { cpu: 'much' } }, 'quantities must match'],
    ['coordination.v1.LeaseSpec', { renewTime: 'now' }, 'parsing time "now"'],
  ])('%s refuses %j', (type, value, sentence) => {
    expect(() => read(type, value)).toThrow(sentence);
  });
});
