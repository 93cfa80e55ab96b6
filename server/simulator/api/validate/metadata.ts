import { badRequest, type Cause } from '~/server/simulator/api/api-error';
import { isObject, type JsonObject, type KubeObject } from '~/server/simulator/api/object';
import type { Resource } from '~/server/simulator/api/registry';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED_PREFIX = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED_NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

const LABEL_RULE =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const SUBDOMAIN_RULE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const NAME_PART_RULE =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const VALUE_RULE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

/** The kinds whose names are one DNS label; all others take a subdomain, RBAC's any path segment. */
const LABEL_NAMED = ['namespaces', 'services'];

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
  const causes: Cause[] = [];
  if (metadata.name === '')
    causes.push({
      reason: 'FieldValueRequired',
      message: 'Required value: name or generateName is required',
      field: 'metadata.name',
    });
  else causes.push(...nameProblems(kind, metadata.name));
  return [...causes, ...labelProblems(metadata)];
}

/** What is wrong with labels and the keys of annotations. */
export function labelProblems({ labels, annotations }: KubeObject['metadata']): Cause[] {
  const keys = Object.keys(annotations ?? {}).filter((key) => !isQualified(key.toLowerCase()));
  return [...problemsOfLabels(labels), ...keys.map((key) => bad('metadata.annotations', key, NAME_PART_RULE))];
}

const bad = (field: string, value: string, rule: string): Cause => ({
  reason: 'FieldValueInvalid',
  message: `Invalid value: ${JSON.stringify(value)}: ${rule}`,
  field,
});

function nameProblems({ group, plural }: { group: string; plural: string }, name: string): Cause[] {
  if (group === 'rbac.authorization.k8s.io')
    return /[/%]|^\.\.?$/.test(name) ? [bad('metadata.name', name, "may not contain '/'")] : [];
  const rule =
    LABEL_NAMED.includes(plural) && group === ''
      ? { pattern: LABEL, text: LABEL_RULE, most: 63 }
      : { pattern: SUBDOMAIN, text: SUBDOMAIN_RULE, most: 253 };
  if (name.length > rule.most) return [bad('metadata.name', name, `must be no more than ${rule.most} characters`)];
  return rule.pattern.test(name) ? [] : [bad('metadata.name', name, rule.text)];
}

function problemsOfLabels(labels: JsonObject | undefined): Cause[] {
  return Object.entries(labels ?? {}).flatMap(([key, value]) => {
    if (typeof value !== 'string')
      throw badRequest(
        `json: cannot unmarshal ${typeof value} into Go struct field ObjectMeta.metadata.labels of type string`,
      );
    const causes = isQualified(key) ? [] : [bad('metadata.labels', key, NAME_PART_RULE)];
    if (value.length > 63) causes.push(bad('metadata.labels', value, 'must be no more than 63 characters'));
    else if (value !== '' && !QUALIFIED_NAME.test(value)) causes.push(bad('metadata.labels', value, VALUE_RULE));
    return causes;
  });
}

function isQualified(key: string): boolean {
  const [name = '', prefix, ...more] = key.split('/').reverse();
  return (
    more.length === 0 &&
    name.length <= 63 &&
    QUALIFIED_NAME.test(name) &&
    (prefix === undefined || QUALIFIED_PREFIX.test(prefix))
  );
}
