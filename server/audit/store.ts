import type { Prisma } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';
import type { Actor } from '~/server/teams/model/actor';
import type { AuditTrail } from './ports';

const json = (value: unknown) => JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;

/** Who it was, without what they might do: their rights of that moment are told by the record of grants. */
const identityOf = (actor: Actor) =>
  actor.kind === 'person' ? { kind: actor.kind, id: actor.id, name: actor.name } : actor;

/** The record in PostgreSQL. */
export function postgresAudit({ prisma }: Database): AuditTrail {
  return {
    intend: async ({ actor, action, target, before, after, reason = '', requestId }) => {
      const data = {
        actor: json(identityOf(actor)),
        action,
        target: json(target),
        reason,
        requestId,
        ...(before === undefined ? {} : { before: json(before) }),
        ...(after === undefined ? {} : { after: json(after) }),
      };
      return (await prisma.auditRecord.create({ data })).id;
    },
    settle: async (id, outcome, detail) => {
      const said = detail === undefined ? {} : { detail: json(detail) };
      await prisma.auditRecord.update({ where: { id }, data: { outcome, settledAt: new Date(), ...said } });
    },
    abandonBefore: async (moment) => {
      const where = { outcome: null, at: { lt: moment } };
      return (await prisma.auditRecord.updateMany({ where, data: { outcome: 'abandoned', settledAt: new Date() } }))
        .count;
    },
  };
}
