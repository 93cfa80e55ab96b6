import type { Cause } from '~/server/simulator/api/api-error';
import { parseQuantity } from '~/server/simulator/api/decode/quantity';
import { digList, digObject, digText, type JsonObject } from '~/server/simulator/api/object';
import { duplicate, invalid, nonNegative, notFound, required, unsupported } from './field-error';
import { labelNameProblems, portNameProblems, portNumberProblems, portProblems } from './names';

const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];
const POLICIES = ['Always', 'IfNotPresent', 'Never'];
const ENV_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const ENV_RULE =
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')";

/** What is wrong with the containers of a pod (`validateContainers`); `volumes` are the names that may be mounted. */
export function containersProblems(
  path: string,
  containers: readonly JsonObject[],
  volumes: readonly string[],
): Cause[] {
  const names = new Set<string>();
  const hostPorts = new Set<string>();
  return containers.flatMap((container, index) => {
    const at = `${path}[${index}]`;
    const name = digText(container, 'name') ?? '';
    const found = name === '' ? [required(`${at}.name`)] : labelNameProblems(`${at}.name`, name);
    if (name !== '' && names.has(name)) found.push(duplicate(`${at}.name`, name));
    names.add(name);
    return [...found, ...containerProblems(at, container, volumes), ...hostPortProblems(at, container, hostPorts)];
  });
}

function containerProblems(at: string, container: JsonObject, volumes: readonly string[]): Cause[] {
  const image = digText(container, 'image') ?? '';
  const policy = container['imagePullPolicy'];
  return [
    ...(image === '' ? [required(`${at}.image`)] : []),
    ...(image !== image.trim() ? [invalid(`${at}.image`, image, 'must not have leading or trailing whitespace')] : []),
    ...['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((probe) =>
      probeProblems(`${at}.${probe}`, digObject(container, probe)),
    ),
    ...portsProblems(`${at}.ports`, digList(container, 'ports')),
    ...envProblems(`${at}.env`, digList(container, 'env')),
    ...mountProblems(`${at}.volumeMounts`, digList(container, 'volumeMounts'), volumes),
    ...(POLICIES.includes(String(policy)) ? [] : [unsupported(`${at}.imagePullPolicy`, policy, POLICIES)]),
    ...resourcesProblems(`${at}.resources`, digObject(container, 'resources') ?? {}),
  ];
}

function portsProblems(path: string, ports: readonly JsonObject[]): Cause[] {
  const names = new Set<unknown>();
  return ports.flatMap(({ name, containerPort, hostPort, protocol }, index) => {
    const at = `${path}[${index}]`;
    const found = name ? portNameProblems(`${at}.name`, String(name)) : [];
    if (name && found.length === 0 && names.has(name)) found.push(duplicate(`${at}.name`, name));
    names.add(name);
    if (!containerPort) found.push(required(`${at}.containerPort`));
    else found.push(...portNumberProblems(`${at}.containerPort`, containerPort));
    if (hostPort) found.push(...portNumberProblems(`${at}.hostPort`, hostPort));
    if (!PROTOCOLS.includes(String(protocol))) found.push(unsupported(`${at}.protocol`, protocol, PROTOCOLS));
    return found;
  });
}

/** A port of the host is taken once per address and protocol. */
function hostPortProblems(at: string, container: JsonObject, taken: Set<string>): Cause[] {
  return digList(container, 'ports').flatMap(({ protocol, hostIP = '', hostPort }, index) => {
    if (!hostPort) return [];
    const id = `${protocol}/${hostIP}/${hostPort}`;
    const isTaken = taken.has(id);
    taken.add(id);
    return isTaken ? [duplicate(`${at}.ports[${index}].hostPort`, id)] : [];
  });
}

const envProblems = (path: string, variables: readonly JsonObject[]): Cause[] =>
  variables.flatMap(({ name, value, valueFrom }, index) => {
    const at = `${path}[${index}]`;
    if (!name) return [required(`${at}.name`)];
    const found = ENV_NAME.test(String(name)) ? [] : [invalid(`${at}.name`, name, ENV_RULE)];
    if (valueFrom && value)
      found.push(invalid(`${at}.valueFrom`, '', 'may not be specified when `value` is not empty'));
    return found;
  });

function mountProblems(path: string, mounts: readonly JsonObject[], volumes: readonly string[]): Cause[] {
  const paths = new Set<unknown>();
  return mounts.flatMap(({ name, mountPath }, index) => {
    const at = `${path}[${index}]`;
    const found = name ? [] : [required(`${at}.name`)];
    if (!volumes.includes(String(name ?? ''))) found.push(notFound(`${at}.name`, name));
    if (!mountPath) found.push(required(`${at}.mountPath`));
    if (paths.has(mountPath)) found.push(invalid(`${at}.mountPath`, mountPath, 'must be unique'));
    paths.add(mountPath);
    return found;
  });
}

const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'];
const COUNTS = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'];

function probeProblems(at: string, probe: JsonObject | undefined): Cause[] {
  if (!probe) return [];
  const handler = HANDLERS.find((name) => probe[name] !== undefined);
  const port = handler === 'httpGet' || handler === 'tcpSocket' ? digObject(probe, handler)?.['port'] : undefined;
  return [
    ...(handler === undefined ? [required(at, 'must specify a handler type')] : []),
    ...(port === undefined ? [] : portProblems(`${at}.${handler}.port`, port)),
    ...COUNTS.flatMap((count) => nonNegative(`${at}.${count}`, probe[count])),
  ];
}

/** Requests stay within limits, and neither is below zero. */
export function resourcesProblems(at: string, resources: JsonObject): Cause[] {
  const [limits, requests] = [digObject(resources, 'limits') ?? {}, digObject(resources, 'requests') ?? {}];
  const negative = ([which, amounts]: [string, JsonObject]) =>
    Object.entries(amounts)
      .filter(([, amount]) => amountOf(amount) < 0n)
      .map(([name, amount]) => invalid(`${at}.${which}[${name}]`, amount, 'must be greater than or equal to 0'));
  const above = Object.entries(requests)
    .filter(([name, amount]) => limits[name] !== undefined && amountOf(amount) > amountOf(limits[name]))
    .map(([name, amount]) => invalid(`${at}.requests`, amount, `must be less than or equal to ${name} limit`));
  return [...negative(['limits', limits]), ...negative(['requests', requests]), ...above];
}

const amountOf = (quantity: unknown) => parseQuantity(String(quantity)) ?? 0n;
