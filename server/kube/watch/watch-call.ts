import type { Identity, Resource } from '~/server/kube/member';
import type { WatchQuery } from '~/server/kube/member-client';
import type { Call, MemberConnection } from '~/server/kube/member-connection';
import { resourcePath, withQuery } from '~/server/kube/request/resource-path';

const HEAD_MS = 15_000;

/** The call that follows the changes after a version. */
export function watchCall(
  { pace, watchIdleMs }: MemberConnection,
  identity: Identity,
  { resource, query }: { resource: Resource; query: WatchQuery },
  resourceVersion: string,
): Call {
  const { namespace, labelSelector, fieldSelector } = query;
  // spread over two minutes, so that a hundred watches do not end together
  const timeoutSeconds = Math.round(240 + 120 * pace.random());
  const path = resourcePath(resource, namespace === undefined ? {} : { namespace });
  const asked = { watch: 1, allowWatchBookmarks: true, timeoutSeconds, resourceVersion, labelSelector, fieldSelector };
  return {
    path: withQuery(path, asked),
    identity,
    ...(query.as === undefined ? {} : { accept: METADATA }),
    limits: {
      deadlineMs: (timeoutSeconds + 30) * 1_000,
      idleMs: watchIdleMs,
      headMs: HEAD_MS,
      maxBytes: Number.POSITIVE_INFINITY,
    },
  };
}

const METADATA = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
