import { type Query, resourcePath, withQuery } from '~/server/kube/request/resource-path';
import { KubeObjectSchema } from './kube-object';
import type { Identity, KubeObject, Resource } from './member';
import type { ApplyOptions, At, CallOptions, DeleteOptions, Patch, WriteOptions } from './member-client';
import type { Call, MemberConnection } from './member-connection';
import { readWarnings } from './request/read-warnings';
import { accepted, parseJson, readJson, shaped } from './whole-answer';

const PATCH_TYPES: Record<Patch['kind'], string> = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
};

/** The calls about one object. https://kubernetes.io/docs/reference/using-api/api-concepts/ */
export function objectCalls(connection: MemberConnection, identity: Identity) {
  const write = async (call: Omit<Call, 'identity'>, options: WriteOptions = {}): Promise<KubeObject> => {
    const { headers, bytes } = await accepted(connection, { ...call, identity, ...callOptions(options) });
    options.onWarnings?.(readWarnings(headers.warning));
    return asObject(connection, parseJson(connection, bytes));
  };

  return {
    async get(resource: Resource, at: At, options: CallOptions = {}) {
      const call = { path: resourcePath(resource, at), identity, ...callOptions(options) };
      return asObject(connection, await readJson(connection, call));
    },
    create: (resource: Resource, at: Partial<At>, object: object, options?: WriteOptions) =>
      write({ method: 'POST', path: writePath(resource, at, options), ...json(object) }, options),
    update: (resource: Resource, at: At, object: object, options?: WriteOptions) =>
      write({ method: 'PUT', path: writePath(resource, at, options), ...json(object) }, options),
    apply(resource: Resource, at: At, object: object, options: ApplyOptions) {
      const path = writePath(resource, at, options, { force: options.force });
      return write({ method: 'PATCH', path, ...json(object, 'application/apply-patch+yaml') }, options);
    },
    patch(resource: Resource, at: At, patch: Patch, options?: WriteOptions) {
      const body = patch.kind === 'json' ? patch.operations : patch.body;
      const path = writePath(resource, at, options);
      return write({ method: 'PATCH', path, ...json(body, PATCH_TYPES[patch.kind]) }, options);
    },
    async delete(resource: Resource, at: At, options: DeleteOptions = {}) {
      const path = resourcePath(resource, at);
      const call: Call = { method: 'DELETE', path, ...json(deleteOptions(options)), identity, ...callOptions(options) };
      await accepted(connection, call);
    },
  };
}

function writePath(resource: Resource, at: Partial<At>, options: WriteOptions = {}, more: Query = {}): string {
  const { fieldManager, fieldValidation } = options;
  const dryRun = options.dryRun ? 'All' : undefined;
  return withQuery(resourcePath(resource, at), { fieldManager, fieldValidation, dryRun, ...more });
}

function deleteOptions({ propagation, uid, resourceVersion, dryRun }: DeleteOptions): object {
  const hasPreconditions = uid !== undefined || resourceVersion !== undefined;
  return {
    kind: 'DeleteOptions',
    apiVersion: 'v1',
    propagationPolicy: propagation,
    preconditions: hasPreconditions ? { uid, resourceVersion } : undefined,
    dryRun: dryRun ? ['All'] : undefined,
  };
}

const json = (body: object, contentType = 'application/json') => ({ body: JSON.stringify(body), contentType });

function callOptions({ signal, deadlineMs }: CallOptions): Pick<Call, 'signal' | 'limits'> {
  return { ...(signal ? { signal } : {}), ...(deadlineMs === undefined ? {} : { limits: { deadlineMs } }) };
}

/** The guarantee behind the cast: it has metadata, and every other field of the type is optional or unknown. */
const asObject = (connection: MemberConnection, value: unknown) =>
  shaped(connection, KubeObjectSchema, value) as KubeObject;
