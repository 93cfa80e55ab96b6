import type { Cause } from '~/server/simulator/api/api-error';
import { digList, digObject, digText, type JsonObject, type KubeObject } from '~/server/simulator/api/object';
import type { Change } from './change';
import { duplicate, GoText, invalid, required, unsupported } from './field-error';
import { labelNameProblems, labelsProblems, portNumberProblems, portProblems } from './names';

const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];
const AFFINITIES = ['ClientIP', 'None'];
const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];

/** What is wrong with a Service (`ValidateService`). */
export function serviceProblems(object: KubeObject): Cause[] {
  const spec = digObject(object, 'spec') ?? {};
  const ports = digList(spec, 'ports');
  const { type, sessionAffinity, clusterIP } = spec;
  const isPortless = clusterIP === 'None' || type === 'ExternalName';
  return [
    ...(ports.length === 0 && !isPortless ? [required('spec.ports')] : []),
    ...portsProblems(ports),
    ...labelsProblems('spec.selector', spec['selector']),
    ...(AFFINITIES.includes(String(sessionAffinity))
      ? []
      : [unsupported('spec.sessionAffinity', sessionAffinity, AFFINITIES)]),
    ...(TYPES.includes(String(type)) ? [] : [unsupported('spec.type', type, TYPES)]),
  ];
}

function portsProblems(ports: readonly JsonObject[]): Cause[] {
  const [names, numbers] = [new Set<string>(), new Set<string>()];
  return ports.flatMap((port, index) => {
    const at = `spec.ports[${index}]`;
    const name = digText(port, 'name') ?? '';
    const found = ports.length > 1 && name === '' ? [required(`${at}.name`)] : [];
    if (name !== '') found.push(...labelNameProblems(`${at}.name`, name));
    if (name !== '' && names.has(name)) found.push(duplicate(`${at}.name`, name));
    names.add(name);
    const id = `${port['protocol']}/${port['port']}`;
    if (numbers.has(id)) found.push(duplicate(at, goPort(port)));
    numbers.add(id);
    return [...found, ...portNumbers(at, port)];
  });
}

function portNumbers(at: string, { port, protocol, targetPort }: JsonObject): Cause[] {
  return [
    ...portNumberProblems(`${at}.port`, port),
    ...(PROTOCOLS.includes(String(protocol)) ? [] : [unsupported(`${at}.protocol`, protocol, PROTOCOLS)]),
    ...portProblems(`${at}.targetPort`, targetPort),
  ];
}

/** What two ports have in common, as Go prints it. */
const goPort = ({ protocol, port }: JsonObject) =>
  new GoText(
    `core.ServicePort{Name:"", Protocol:${JSON.stringify(protocol)}, AppProtocol:(*string)(nil), Port:${port}, TargetPort:intstr.IntOrString{Type:0, IntVal:0, StrVal:""}, NodePort:0}`,
  );

/**
 * The cluster address of a Service is for good, unless it becomes an ExternalName. Servers up to 1.22 want the address and
 * the version in every update.
 */
export function serviceStays({ before, after, minor, revision }: Change): Cause[] {
  const [old, next] = [digText(before, 'spec', 'clusterIP') ?? '', digText(after, 'spec', 'clusterIP') ?? ''];
  const found: Cause[] = [];
  if (minor <= 22 && !revision) found.push(invalid('metadata.resourceVersion', '', 'must be specified for an update'));
  const isExternal = [before, after].some((object) => digText(object, 'spec', 'type') === 'ExternalName');
  if (old === '' || isExternal || old === next) return found;
  if (next !== '') return [...found, invalid('spec.clusterIPs[0]', next, 'may not change once set')];
  return [...found, invalid('spec.clusterIPs[0]', new GoText('[]string(nil)'), 'primary clusterIP can not be unset')];
}
