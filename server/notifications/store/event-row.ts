import { EventKind, EventObject, type NotificationEvent, Wanted } from '../model/event';

export type EventRecord = {
  id: string;
  key: string;
  kind: string;
  cluster: string | null;
  namespace: string | null;
  object: unknown;
  wanted: unknown;
  reason: string;
  since: Date;
  dueAt: Date | null;
  endedAt: Date | null;
};

/** An event as it is told; one of a kind that this version does not know is told by the one that does. */
export function eventOfRow({ kind, object, wanted, since, dueAt, endedAt, ...row }: EventRecord): NotificationEvent[] {
  const [known, about] = [EventKind.safeParse(kind), EventObject.nullable().safeParse(object)];
  const asked = Wanted.nullable().safeParse(wanted);
  if (!known.success || !about.success || !asked.success) return [];
  return [
    {
      ...{ id: row.id, key: row.key, cluster: row.cluster, namespace: row.namespace, reason: row.reason },
      ...{ kind: known.data, object: about.data, wanted: asked.data, since: since.toISOString() },
      ...{ due: dueAt?.toISOString() ?? null, endedAt: endedAt?.toISOString() ?? null },
    },
  ];
}
