import type { Prisma } from '~/prisma/generated/client';
import { ACTIONS, type Action } from '../model/action';
import { GrantScope } from '../model/grant';
import type { Rights } from '../model/rights';
import { type BuiltInRole, ROLE_ACTIONS } from '../model/role-actions';

type GrantRecord = {
  id: string;
  role: string;
  scope: unknown;
  team: string | null;
  expiresAt: Date | null;
  custom: string[] | null;
};

/** Every grant of a person that is in force at a moment: their own and those of their teams. */
export async function readRights(db: Prisma.TransactionClient, personId: string, at: Date): Promise<Rights> {
  const records = await db.$queryRaw<GrantRecord[]>`
    SELECT g.id::text, g.role, g.scope, t.name AS team, g.expires_at AS "expiresAt", r.actions AS custom
    FROM access_grant g LEFT JOIN team t ON t.id = g.team_id LEFT JOIN custom_role r ON r.name = g.role
    WHERE (g.person_id = ${personId}::uuid OR g.team_id IN (SELECT team_id FROM team_member WHERE person_id = ${personId}::uuid))
      AND (g.expires_at IS NULL OR g.expires_at > ${at})
    ORDER BY g.created_at, g.id`;
  return records.flatMap(({ custom, scope, expiresAt, role, ...grant }) => {
    const readable = GrantScope.safeParse(scope);
    // a grant that cannot be read gives nothing
    if (!readable.success) return [];
    const actions = Object.hasOwn(ROLE_ACTIONS, role) ? [...ROLE_ACTIONS[role as BuiltInRole]] : known(custom ?? []);
    return [{ ...grant, role, actions, scope: readable.data, expiresAt: expiresAt?.toISOString() ?? null }];
  });
}

/** An action that the hub no longer has gives nothing. */
const known = (actions: string[]) => actions.filter((action): action is Action => Object.hasOwn(ACTIONS, action));
