import type { Cause } from '~/server/simulator/api/api-error';
import { digList, digObject, digText, type JsonObject } from '~/server/simulator/api/object';
import { containersProblems } from './container';
import { duplicate, forbidden, invalid, required, unsupported } from './field-error';
import { labelNameProblems, labelsProblems, labelValueProblems, qualifiedNameProblems } from './names';

const RESTARTS = ['Always', 'OnFailure', 'Never'];
const OPERATORS = ['Equal', 'Exists'];
const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** What is wrong with a pod template: its labels and its spec. */
export function podTemplateProblems(path: string, template: JsonObject): Cause[] {
  return [
    ...labelsProblems(`${path}.labels`, digObject(template, 'metadata', 'labels')),
    ...Object.keys(digObject(template, 'metadata', 'annotations') ?? {}).flatMap((key) =>
      qualifiedNameProblems(`${path}.annotations`, key),
    ),
    ...podSpecProblems(`${path}.spec`, digObject(template, 'spec') ?? {}),
  ];
}

/** What is wrong with the spec of a pod (`ValidatePodSpec`). */
export function podSpecProblems(path: string, spec: JsonObject): Cause[] {
  const volumes = digList(spec, 'volumes');
  const names = volumes.map((volume) => digText(volume, 'name') ?? '');
  const containers = digList(spec, 'containers');
  const restart = spec['restartPolicy'];
  return [
    ...volumesProblems(`${path}.volumes`, volumes),
    ...(containers.length === 0 ? [required(`${path}.containers`)] : []),
    ...containersProblems(`${path}.containers`, containers, names),
    ...containersProblems(`${path}.initContainers`, digList(spec, 'initContainers'), names),
    ...(RESTARTS.includes(String(restart)) ? [] : [unsupported(`${path}.restartPolicy`, restart, RESTARTS)]),
    ...labelsProblems(`${path}.nodeSelector`, spec['nodeSelector']),
    ...(spec['hostNetwork'] === true ? hostNetworkProblems(`${path}.containers`, containers) : []),
    ...deadlineProblems(`${path}.activeDeadlineSeconds`, spec['activeDeadlineSeconds']),
    ...tolerationsProblems(`${path}.tolerations`, digList(spec, 'tolerations')),
  ];
}

const deadlineProblems = (at: string, seconds: unknown): Cause[] =>
  typeof seconds !== 'number' || (seconds >= 1 && seconds <= 2 ** 31 - 1)
    ? []
    : [invalid(at, seconds, 'must be between 1 and 2147483647, inclusive')];

function hostNetworkProblems(path: string, containers: readonly JsonObject[]): Cause[] {
  return containers.flatMap((container, index) =>
    digList(container, 'ports').flatMap(({ containerPort, hostPort }, port) =>
      hostPort === containerPort
        ? []
        : [
            invalid(
              `${path}[${index}].ports[${port}].containerPort`,
              containerPort,
              'must match `hostPort` when `hostNetwork` is true',
            ),
          ],
    ),
  );
}

function volumesProblems(path: string, volumes: readonly JsonObject[]): Cause[] {
  const names = new Set<string>();
  return volumes.flatMap((volume, index) => {
    const at = `${path}[${index}]`;
    const name = digText(volume, 'name') ?? '';
    const [source, ...more] = Object.keys(volume).filter((field) => field !== 'name');
    const found = more.map((other) => forbidden(`${at}.${other}`, 'may not specify more than 1 volume type'));
    if (source === 'configMap' && !digText(volume, 'configMap', 'name')) found.push(required(`${at}.configMap.name`));
    if (source === 'secret' && !digText(volume, 'secret', 'secretName'))
      found.push(required(`${at}.secret.secretName`));
    found.push(...(name === '' ? [required(`${at}.name`)] : labelNameProblems(`${at}.name`, name)));
    if (names.has(name)) found.push(duplicate(`${at}.name`, name));
    names.add(name);
    return found;
  });
}

const tolerationsProblems = (path: string, tolerations: readonly JsonObject[]): Cause[] =>
  tolerations.flatMap((toleration, index) => tolerationProblems(`${path}[${index}]`, toleration));

function tolerationProblems(at: string, { key, operator, value, effect }: JsonObject): Cause[] {
  const found = key ? qualifiedNameProblems(`${at}.key`, String(key)) : [];
  if (!key && operator !== 'Exists') {
    const rule = 'operator must be Exists when `key` is empty, which means "match all values and all keys"';
    found.push(invalid(`${at}.operator`, operator ?? '', rule));
  }
  if (operator === undefined || operator === 'Equal')
    found.push(...labelValueProblems(`${at}.operator`, String(value ?? '')));
  else if (!OPERATORS.includes(String(operator))) found.push(unsupported(`${at}.operator`, operator, OPERATORS));
  if (effect && !EFFECTS.includes(String(effect))) found.push(unsupported(`${at}.effect`, effect, EFFECTS));
  return found;
}
