import type { Prisma } from '~/prisma/generated/client';
import { DomainError } from '~/server/kernel/failure';

/** Two who take the last two away at once: the second waits here, and sees what the first has left. */
export async function holdGrants(tx: Prisma.TransactionClient): Promise<void> {
  await tx.$executeRaw`LOCK TABLE access_grant IN SHARE ROW EXCLUSIVE MODE`;
}

/** Throws `conflict`, naming what was to be taken away, when nobody is left who administers the whole fleet. */
export async function requireFleetAdmin(tx: Prisma.TransactionClient, what: string, name: string): Promise<void> {
  if (await hasFleetAdmin(tx)) return;
  throw new DomainError({ kind: 'conflict', what, name, detail: 'nobody else could administer the whole fleet' });
}

/** Whether a person, not a machine, still administers the whole fleet without an end. */
export const hasFleetAdmin = async (tx: Prisma.TransactionClient): Promise<boolean> => {
  const [found] = await tx.$queryRaw<{ any: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM access_grant g JOIN person p ON p.disabled_at IS NULL AND p.kind = 'person'
        AND (p.id = g.person_id OR EXISTS (SELECT 1 FROM team_member m WHERE m.team_id = g.team_id AND m.person_id = p.id))
      WHERE g.role = 'fleet-admin' AND g.expires_at IS NULL AND g.scope @> '{"clusters": {"by": "all"}, "namespaces": null, "environments": null}') AS "any"`;
  return found?.any ?? false;
};
