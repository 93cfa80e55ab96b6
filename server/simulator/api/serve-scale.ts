import { type Answer, answerObject } from './answer';
import { type ApiError, badRequest, internalError, invalidFields, notFound, unsupportedPatch } from './api-error';
import { dig, digNumber, digObject, type JsonObject, type KubeObject } from './object';
import { parsePatch, patched, patchKindOf } from './patch/apply-patch';
import { storageOf } from './registry';
import { bodyOf } from './request';
import { type ScalePaths, scalePathsOf, withNumber } from './scale-paths';
import { findStored } from './serve-read';
import type { Writing } from './serve-write';
import { keyOf, type Stored } from './store';
import { selectorText } from './table/column';
import { nonNegative } from './validate/field-error';
import type { Verb } from './verb';
import { storeReplacement } from './write/replace';

/** The `scale` subresource: the replicas of a workload, or of a custom resource that says where it keeps them. */
export function serveScale(writing: Writing, verb: Verb): Answer {
  const { writer, asked } = writing;
  const paths = scalePathsOf(asked.resource);
  const current = currentOf(writing, verb);
  const object = current.object();
  if (verb === 'get' && asked.resource.kind.custom && digNumber(object, ...paths.replicas) === undefined)
    throw noReplicas(paths);
  if (verb === 'get') return answerObject(200, scaleOf(object, paths));
  const wanted = verb === 'patch' ? patchedScale(writing, scaleOf(object, paths)) : wholeScale(writing);
  const replicas = digNumber(wanted, 'spec', 'replicas') ?? 0;
  if (replicas < 0) throw negativeScale(writing, withNumber(object, paths.replicas, replicas) as KubeObject, paths);
  const revision = dig(wanted, 'metadata', 'resourceVersion');
  const scaled = withNumber(object, paths.replicas, replicas) as KubeObject;
  const metadata = { ...scaled.metadata, ...(typeof revision === 'string' ? { resourceVersion: revision } : {}) };
  const target = { ...asked.resource, namespace: asked.namespace, name: asked.name, subresource: '' };
  const written = storeReplacement(writer, target, current, { ...scaled, metadata });
  return answerObject(200, scaleOf(asObject(written), paths));
}

const noReplicas = ({ replicas }: ScalePaths) =>
  internalError(`the spec replicas field ".${replicas.join('.')}" does not exist`);

/** A custom kind is judged by its own schema as well. */
function negativeScale({ writer, asked }: Writing, scaled: KubeObject, { replicas }: ScalePaths): ApiError {
  const { kind } = asked.resource;
  const value = dig(scaled, ...replicas);
  if (!kind.custom)
    return invalidFields({ group: 'autoscaling', kind: 'Scale' }, asked.name, nonNegative('spec.replicas', value));
  return invalidFields(kind, asked.name, writer.registry.typeOf(asked.resource).problems(scaled));
}

/** Who only reads a scale is told by some kinds that the scale is not there. */
function currentOf({ writer, asked }: Writing, verb: Verb): Stored {
  const { kind } = asked.resource;
  const found = writer.store.get(storageOf(kind), keyOf(asked.namespace, asked.name));
  const isToldAsScale = verb === 'get' && ['deployments', 'replicasets'].includes(kind.plural);
  if (!found && isToldAsScale) throw notFound({ ...kind, plural: `${kind.plural}/scale` }, asked.name);
  return found ?? findStored(writer.store, asked);
}

const asObject = (written: KubeObject | Stored): KubeObject =>
  'bytes' in written && typeof written['object'] === 'function'
    ? (written as Stored).object()
    : (written as KubeObject);

function wholeScale({ request, asked }: Writing): unknown {
  const scale = bodyOf(request, { kind: 'Scale' });
  const name = dig(scale, 'metadata', 'name');
  if (name !== asked.name)
    throw badRequest(`the name of the object (${name ?? ''}) does not match the name on the URL (${asked.name})`);
  return scale;
}

function patchedScale({ writer, request, asked }: Writing, scale: JsonObject): unknown {
  const kind = patchKindOf(request.header('content-type'), asked.resource.kind.custom);
  if (kind === 'apply') throw unsupportedPatch();
  return patched(kind, writer.registry.typeOf(asked.resource), scale, parsePatch(kind, request.body));
}

function scaleOf(object: KubeObject, paths: ScalePaths): JsonObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const replicas = digNumber(object, ...paths.replicas) ?? 0;
  const selector = selectorOf(object, paths);
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, ...(namespace ? { namespace } : {}), uid, resourceVersion, creationTimestamp },
    // Zero is left out, as Go leaves it out.
    spec: replicas === 0 ? {} : { replicas },
    status: { replicas: digNumber(object, ...paths.status) ?? 0, ...(selector === '' ? {} : { selector }) },
  };
}

function selectorOf(object: KubeObject, { selector }: ScalePaths): string {
  if (selector !== undefined) return String(dig(object, ...selector) ?? '');
  const told = selectorText(object);
  const plain = digObject(object, 'spec', 'selector');
  if (told !== '<none>' || plain === undefined) return told === '<none>' ? '' : told;
  return Object.entries(plain)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}
