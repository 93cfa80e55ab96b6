import { badRequest } from '~/server/simulator/api/api-error';
import type { Kind } from '~/server/simulator/api/kinds';
import { dig, type KubeObject } from '~/server/simulator/api/object';

/** Whether an object with these fields is meant. */
export type FieldSelector = (object: KubeObject) => boolean;

/** What can be selected besides name and namespace, as in the conversions of the real server's API groups. */
const FIELDS: Record<string, readonly string[]> = {
  '/pods': [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.podIPs',
    'status.nominatedNodeName',
  ],
  '/nodes': ['spec.unschedulable'],
  '/namespaces': ['status.phase'],
  '/secrets': ['type'],
  '/services': ['spec.clusterIP', 'spec.type'],
  '/replicationcontrollers': ['status.replicas'],
  'apps/replicasets': ['status.replicas'],
  'batch/jobs': ['status.successful'],
  '/events': [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
};

/** Reads `a=b,c!=d` for one kind; throws the server's 400 for a field that the kind cannot be selected by. */
export function parseFieldSelector(kind: Kind, text: string): FieldSelector {
  const terms = text
    .split(',')
    .filter((term) => term !== '')
    .map(parseTerm);
  const own = FIELDS[`${kind.group}/${kind.plural}`];
  for (const { field } of terms)
    if (!['metadata.name', 'metadata.namespace', ...(own ?? [])].includes(field)) throw unknown(field, own);
  return (object) => terms.every(({ field, equal, value }) => (fieldOf(object, field) === value) === equal);
}

function unknown(field: string, own: readonly string[] | undefined): Error {
  if (own) return badRequest(`field label not supported: ${field}`);
  return badRequest(`"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`);
}

function parseTerm(term: string): { field: string; equal: boolean; value: string } {
  const match = /^([^!=]+)(!=|==|=)(.*)$/.exec(term);
  if (!match) throw badRequest(`invalid selector: '${term}'; can't understand '${term}'`);
  return { field: match[1] ?? '', equal: match[2] !== '!=', value: (match[3] ?? '').replace(/\\([\\,=])/g, '$1') };
}

function fieldOf(object: KubeObject, field: string): string {
  const value = dig(object, ...field.split('.'));
  if (field === 'spec.unschedulable' || field === 'spec.hostNetwork') return String(value === true);
  if (field === 'status.replicas') return String(value ?? 0);
  if (field === 'status.successful') return String(dig(object, 'status', 'succeeded') ?? 0);
  if (field === 'source') return String(dig(object, 'source', 'component') ?? '');
  return value === undefined ? '' : String(value);
}
