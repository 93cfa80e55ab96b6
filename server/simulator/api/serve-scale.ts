import { type Answer, answerObject } from './answer';
import { badRequest, unsupportedPatch } from './api-error';
import { dig, digNumber, digObject, isObject, type JsonObject, type KubeObject } from './object';
import { parsePatch, patched, patchKindOf } from './patch/apply-patch';
import { bodyOf } from './request';
import { findStored } from './serve-read';
import type { Writing } from './serve-write';
import type { Verb } from './verb';
import { replaceObject } from './write/replace';

/** The `scale` subresource: the replicas of a workload, the same for every kind that has it. */
export function serveScale(writing: Writing, verb: Verb): Answer {
  const { writer, request, asked } = writing;
  const current = findStored(writer.store, asked);
  const object = current.object();
  if (verb === 'get') return answerObject(200, scaleOf(object));
  const wanted = verb === 'patch' ? patchedScale(writing, object) : bodyOf(request, 'Scale');
  const replicas = digNumber(wanted, 'spec', 'replicas') ?? 0;
  if (!Number.isInteger(replicas) || replicas < 0)
    throw badRequest('spec.replicas: must be greater than or equal to 0');
  const revision = dig(wanted, 'metadata', 'resourceVersion');
  const next: KubeObject = {
    ...object,
    metadata: { ...object.metadata, ...(typeof revision === 'string' ? { resourceVersion: revision } : {}) },
    spec: { ...digObject(object, 'spec'), replicas },
  };
  const written = replaceObject(
    writer,
    { ...asked.resource, namespace: asked.namespace, name: asked.name, subresource: '' },
    current,
    next,
  );
  return answerObject(
    200,
    scaleOf('object' in written && typeof written.object === 'function' ? written.object() : (written as KubeObject)),
  );
}

function patchedScale({ writer, request, asked }: Writing, object: KubeObject): unknown {
  const kind = patchKindOf(request.header('content-type'), false);
  if (kind === 'apply') throw unsupportedPatch();
  return patched(kind, writer.registry.typeOf(asked.resource), scaleOf(object), parsePatch(kind, request.body));
}

/** Zero is left out, as Go leaves it out. */
const scaleSpec = (replicas: number) => (replicas === 0 ? {} : { replicas });

function scaleOf(object: KubeObject): JsonObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const selector = digObject(object, 'spec', 'selector', 'matchLabels') ?? digObject(object, 'spec', 'selector');
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, ...(namespace ? { namespace } : {}), uid, resourceVersion, creationTimestamp },
    spec: scaleSpec(digNumber(object, 'spec', 'replicas') ?? 0),
    status: {
      replicas: digNumber(object, 'status', 'replicas') ?? 0,
      ...(isObject(selector)
        ? {
            selector: Object.entries(selector)
              .map(([key, value]) => `${key}=${value}`)
              .join(','),
          }
        : {}),
    },
  };
}
