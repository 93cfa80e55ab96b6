import { z } from 'zod';
import { applyJsonPatch, PatchFault } from '~/server/federation/core/json-patch';
import { mergePatch } from '~/server/federation/core/merge-patch';
import { PatchOperation } from '~/server/federation/model/override';
import { statusOf } from '~/server/gateway/members/core/status-of';
import { badRequest, HubRefusal } from './refused';

const Operations = z.array(PatchOperation).max(10_000);

/** A patch as it was sent. Throws 415 for a kind of patch that is not served. */
export function applyPatch(contentType: string, patch: unknown, object: unknown): unknown {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  const target = structuredClone(object);
  try {
    if (type === 'application/merge-patch+json') return mergePatch(target, patch);
    if (type === 'application/json-patch+json') return applyJsonPatch(target, operationsOf(patch));
  } catch (error) {
    if (error instanceof PatchFault) throw new HubRefusal(statusOf(422, 'Invalid', error.message));
    throw error;
  }
  throw new HubRefusal(statusOf(415, 'UnsupportedMediaType', WHY[type] ?? `a patch of type ${type} is not served`));
}

function operationsOf(patch: unknown) {
  const operations = Operations.safeParse(patch);
  if (operations.success) return operations.data;
  throw badRequest('the body is no JSON patch (RFC 6902)');
}

const WHY: Record<string, string> = {
  'application/apply-patch+yaml':
    'the hub keeps no owners of fields, so that server-side apply is not served: use kubectl apply without --server-side',
  'application/strategic-merge-patch+json':
    'a strategic merge patch needs types that are built in, as with custom resources: use kubectl patch --type merge or json',
};
