import { judgeObject } from '~/server/clusters/core/judge-object';
import { instant, labelsOf } from '~/server/clusters/core/read-object';
import type { Actor } from '~/server/teams/model/actor';
import { describeObject } from './core/describe-object';
import { fieldOwners } from './core/field-owners';
import { relatedLists } from './core/related-lists';
import { getObject, withoutManagedFields } from './get-object';
import { locate } from './locate';
import { isSecret, type ObjectRef } from './model/ref';
import type { ObjectView } from './model/view';
import type { ObjectDeps } from './ports';

/** One object with everything a page says of it; its lists are asked for apart. */
export async function readObject(
  { clientFor, kinds, yaml, clock }: Pick<ObjectDeps, 'clientFor' | 'kinds' | 'yaml' | 'clock'>,
  actor: Actor,
  asked: ObjectRef,
): Promise<ObjectView> {
  const { client, ref } = await locate({ clientFor, kinds }, actor, asked);
  const [kind, object] = await Promise.all([kinds.find(ref.cluster, actor, ref), getObject(client, ref)]);
  const { metadata } = object;
  const fields = metadata['managedFields'];
  const [text, managed] = await Promise.all([
    yaml.print(withoutManagedFields(object)),
    Array.isArray(fields) && fields.length > 0 ? yaml.print(fields) : '',
  ]);
  return {
    ref,
    kind,
    uid: metadata.uid ?? '',
    resourceVersion: metadata.resourceVersion ?? '',
    generation: metadata.generation ?? null,
    createdAt: instant(metadata.creationTimestamp),
    judged: judgeObject(kind, object),
    labels: labelsOf(metadata.labels),
    ...describeObject(object),
    yaml: text,
    managedFields: managed,
    fields: fieldOwners(fields),
    related: relatedLists(ref, object),
    whole: !isSecret(ref),
    asOf: clock.now().toISOString(),
  };
}
