import { badRequest, type Cause } from '~/server/simulator/api/api-error';
import { isObject, type KubeObject } from '~/server/simulator/api/object';
import type { Resource } from '~/server/simulator/api/registry';
import { required } from './field-error';
import {
  labelNameProblems,
  labelsProblems,
  qualifiedNameProblems,
  serviceNameProblems,
  subdomainProblems,
} from './names';

/** An object as the body of a request gives it; throws 400 when it is none, or another kind. */
export function checkShape({ kind, version }: Resource, body: unknown): KubeObject {
  if (!isObject(body)) throw badRequest(`the object provided is unrecognized (must be of type ${kind.kind})`);
  const apiVersion = kind.group === '' ? version : `${kind.group}/${version}`;
  if (
    body['kind'] !== undefined &&
    body['kind'] !== '' &&
    (body['kind'] !== kind.kind || body['apiVersion'] !== apiVersion)
  ) {
    const given = String(body['apiVersion'] ?? '');
    throw badRequest(
      `${body['kind']} in version "${given}" cannot be handled as a ${kind.kind}: converting (${given}.${body['kind']}) to (${kind.group || 'core'}.${kind.kind}): unknown conversion`,
    );
  }
  const { kind: _kind, apiVersion: _version, metadata, ...rest } = body;
  if (metadata !== undefined && metadata !== null && !isObject(metadata))
    throw badRequest(`${kind.kind} in version "${version}" cannot be handled as a ${kind.kind}: metadata is no object`);
  return { ...rest, metadata: { name: '', ...metadata } };
}

/** What is wrong with a name, label or annotation, in the server's words. */
export function metadataProblems({ kind }: Pick<Resource, 'kind'>, { metadata }: KubeObject): Cause[] {
  const name =
    metadata.name === ''
      ? [required('metadata.name', 'name or generateName is required')]
      : nameProblems(kind, metadata.name);
  const annotations = Object.keys(metadata.annotations ?? {}).flatMap((key) =>
    qualifiedNameProblems('metadata.annotations', key.toLowerCase()).map((cause) => ({
      ...cause,
      message: cause.message.replace(JSON.stringify(key.toLowerCase()), JSON.stringify(key)),
    })),
  );
  return [...name, ...labelsProblems('metadata.labels', metadata.labels), ...annotations];
}

/** Most names are DNS subdomains; RBAC takes any path segment. */
function nameProblems({ group, plural }: { group: string; plural: string }, name: string): Cause[] {
  const field = 'metadata.name';
  if (group === 'rbac.authorization.k8s.io')
    return /[/%]|^\.\.?$/.test(name)
      ? [{ reason: 'FieldValueInvalid', message: `Invalid value: ${JSON.stringify(name)}: may not contain '/'`, field }]
      : [];
  if (group === '' && plural === 'namespaces') return labelNameProblems(field, name);
  return group === '' && plural === 'services' ? serviceNameProblems(field, name) : subdomainProblems(field, name);
}
