import { describe, expect, it } from 'vitest';
import { ApiError } from '~/server/simulator/api/api-error';
import { KINDS } from '~/server/simulator/api/kinds';
import { messageOf, messageType } from './message-types';
import { readEnvelope } from './read-envelope';
import { readMessage } from './read-message';

/** What kubectl 1.32 sends for `create …`, and what of it must come out. */
const SENT: [command: string, base64: string, kind: string, expected: object][] = [
  [
    'deployment web --image=shop:1 --port=8080',
    'azhzAAoVCgdhcHBzL3YxEgpEZXBsb3ltZW50ErkBCh8KA3dlYhIAGgAiACoAMgA4AEIAWgoKA2FwcBIDd2ViEocBCAESDAoKCgNhcHASA3dlYhpt' +
      'ChwKABIAGgAiACoAMgA4AEIAWgoKA2FwcBIDd2ViEk0SLwoEc2hvcBIGc2hvcDoxKgAyCwoAEAAYkD8iACoAQgBqAHIAgAEAiAEAkAEAogEAGgAy' +
      'AEIASgBSAFgAYABoAIIBAIoBAJoBAMIBACICCgAoADgAGgwIABAAGAAgACgAOAAaACIA',
    'Deployment',
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', labels: { app: 'web' }, creationTimestamp: null },
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [{ name: 'shop', image: 'shop:1', ports: [{ containerPort: 8080 }] }] },
        },
      },
    },
  ],
  [
    'pdb pdb --selector=app=web --min-available=50%',
    'azhzAAogCglwb2xpY3kvdjESE1BvZERpc3J1cHRpb25CdWRnZXQSPAoTCgNwZGISABoAIgAqADIAOABCABIZCgkIARAAGgM1MCUSDAoKCgNhcHAS' +
      'A3dlYhoKCAAYACAAKAAwABoAIgA=',
    'PodDisruptionBudget',
    { spec: { minAvailable: '50%', selector: { matchLabels: { app: 'web' } } } },
  ],
  [
    'ingress ing --rule=a.example.com/*=s1:80,tls=sg',
    'azhzAAofChRuZXR3b3JraW5nLms4cy5pby92MRIHSW5ncmVzcxJgChMKA2luZxIAGgAiACoAMgA4AEIAEkUSEwoNYS5leGFtcGxlLmNvbRICc2ca' +
      'LgoNYS5leGFtcGxlLmNvbRIdChsKGQoBLxIMIgoKAnMxEgQKABBQGgZQcmVmaXgaAgoAGgAiAA==',
    'Ingress',
    {
      spec: {
        rules: [
          {
            host: 'a.example.com',
            http: {
              paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 's1', port: { number: 80 } } } }],
            },
          },
        ],
        tls: [{ hosts: ['a.example.com'], secretName: 'sg' }],
      },
    },
  ],
  [
    'secret generic sg --from-literal=p=q',
    'azhzAAoMCgJ2MRIGU2VjcmV0Eh4KEgoCc2cSABoAIgAqADIAOABCABIGCgFwEgFxGgAaACIA',
    'Secret',
    { data: { p: 'cQ==' }, type: '' },
  ],
  [
    'quota q --hard=pods=5',
    'azhzAAoTCgJ2MRINUmVzb3VyY2VRdW90YRIkChEKAXESABoAIgAqADIAOABCABINCgsKBHBvZHMSAwoBNRoAGgAiAA==',
    'ResourceQuota',
    { spec: { hard: { pods: '5' } } },
  ],
];

const varint = (value: number): number[] => (value > 127 ? [(value & 127) | 128, ...varint(value >>> 7)] : [value]);
const bytes = (number: number, content: Buffer | string) =>
  Buffer.concat([
    Buffer.from([...varint((number << 3) | 2), ...varint(Buffer.byteLength(content))]),
    Buffer.from(content),
  ]);
const whole = (number: number, value: number) => Buffer.from([...varint(number << 3), ...varint(value)]);
const message = (...fields: Buffer[]) => Buffer.concat(fields);
const envelope = (apiVersion: string, kind: string, raw = Buffer.alloc(0)) =>
  message(Buffer.from('k8s\0'), bytes(1, message(bytes(1, apiVersion), bytes(2, kind))), bytes(2, raw));

function answerTo(body: Buffer, kind: string, custom = false): unknown {
  try {
    return readEnvelope(body, { kind, custom });
  } catch (error) {
    return error instanceof ApiError ? `${error.refusal.code} ${error.message}` : error;
  }
}

describe('an object in protobuf', () => {
  it.each(SENT)('is read as kubectl sends it: create %s', (_command, base64, kind, expected) => {
    expect(answerTo(Buffer.from(base64, 'base64'), kind)).toMatchObject(expected);
  });

  it.each<[string, Buffer, unknown]>([
    ['meta.v1.Time', whole(1, 1_700_000_000), '2023-11-14T22:13:20Z'],
    ['meta.v1.Time', message(), null],
    ['meta.v1.MicroTime', message(whole(1, 1_700_000_000), whole(2, 1_234_567)), '2023-11-14T22:13:20.001234Z'],
    ['intstr.IntOrString', message(whole(1, 0), whole(2, 7), bytes(3, '')), 7],
    ['intstr.IntOrString', message(whole(1, 1), whole(2, 0), bytes(3, 'web')), 'web'],
    ['resource.Quantity', bytes(1, '1Gi'), '1Gi'],
    ['runtime.RawExtension', bytes(1, '{"a":[1]}'), { a: [1] }],
    ['authentication.v1.ExtraValue', message(bytes(1, 'a'), bytes(1, 'b')), ['a', 'b']],
    ['core.v1.SecretKeySelector', message(bytes(1, bytes(1, 's')), bytes(2, 'k')), { name: 's', key: 'k' }],
    [
      'core.v1.PodSecurityContext',
      message(whole(4, 1), bytes(4, Buffer.from([2, 172, 2]))),
      { supplementalGroups: [1, 2, 300] },
    ],
  ])('%s from %j is %j', (type, content, expected) => {
    expect(readMessage(type, content)).toEqual(expected);
  });

  it('keeps negative numbers, maps whole and passes over what it does not know', () => {
    const minusOne = Buffer.from([8, ...Array(9).fill(255), 1]);
    expect(readMessage('apps.v1.DeploymentSpec', minusOne)).toEqual({ replicas: -1 });
    const entry = (key: string, value: string) => bytes(2, message(bytes(1, key), bytes(2, value)));
    const data = message(entry('a', '1'), whole(4000, 3), Buffer.from([0xf5, 0xfa, 1, 1, 2, 3, 4]), entry('b', '2'));
    expect(readMessage('core.v1.ConfigMap', data)).toEqual({ data: { a: '1', b: '2' } });
  });

  it('is known for every kind but those of servers beside the API server itself', () => {
    const apiVersions = (group: string, versions: readonly { name: string }[]) =>
      versions
        .filter(({ name }) => !name.includes('beta'))
        .map(({ name }) => (group === '' ? name : `${group}/${name}`));
    const unknown = KINDS.filter(({ group, kind, versions }) =>
      apiVersions(group, versions).some((apiVersion) => messageOf(apiVersion, kind) === undefined),
    );
    expect(unknown.map(({ kind }) => kind)).toEqual(['APIService', 'CustomResourceDefinition']);
  });

  it('is made of messages that are all known', () => {
    const seen = new Set<string>();
    const visit = (type: string) => {
      if (seen.has(type) || !type.includes('.')) return;
      seen.add(type);
      if (!/^(resource|intstr|runtime)\./.test(type)) expect(messageType(type), type).toBeDefined();
      for (const field of messageType(type)?.values() ?? []) visit(field.type);
    };
    visit('core.v1.Pod');
    visit('autoscaling.v2.HorizontalPodAutoscaler');
    expect(seen.size).toBeGreaterThan(100);
  });
});

/** The words are those of a real server of 1.20. */
describe('protobuf that cannot be taken', () => {
  const broken = message(
    Buffer.from('k8s\0'),
    bytes(1, message(bytes(1, 'v1'), bytes(2, 'Secret'))),
    Buffer.from([18]),
  );
  it.each<[string, Buffer, string, string, boolean?]>([
    [
      'no envelope',
      Buffer.from('abc'),
      'ConfigMap',
      '400 the object provided is unrecognized (must be of type ConfigMap): provided data does not appear to be a protobuf message, expected prefix [107 56 115 0] (616263)',
    ],
    [
      'an empty one',
      Buffer.from('k8s\0'),
      'ConfigMap',
      '400 the object provided is unrecognized (must be of type ConfigMap): empty body (6b387300)',
    ],
    [
      'one cut short',
      broken,
      'Secret',
      '400 the object provided is unrecognized (must be of type Secret): unexpected EOF (6b3873000a0c0a027631120653656372657412)',
    ],
    [
      'an object cut short',
      envelope('v1', 'ConfigMap', Buffer.from([255, 255])),
      'ConfigMap',
      '400 ConfigMap in version "v1" cannot be handled as a ConfigMap: unexpected EOF',
    ],
    [
      'an unknown kind',
      envelope('v2', 'ConfigMap'),
      'ConfigMap',
      '400 ConfigMap in version "v2" cannot be handled as a ConfigMap: no kind "ConfigMap" is registered for version "v2" in scheme "pkg/api/legacyscheme/scheme.go:30"',
    ],
    [
      'a custom kind',
      envelope('example.com/v1', 'Widget'),
      'Widget',
      `400 Widget in version "v1" cannot be handled as a Widget: Object 'Kind' is missing in 'object has no kind field '`,
      true,
    ],
    [
      'a kind without a message here',
      envelope('apiextensions.k8s.io/v1', 'CustomResourceDefinition'),
      'CustomResourceDefinition',
      '415 the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf',
    ],
  ])('%s', (_case, body, kind, expected, custom) => {
    expect(answerTo(body, kind, custom)).toBe(expected);
  });
});
