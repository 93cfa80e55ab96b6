import type { Database } from '~/server/db/client';
import { ACTIONS, type Action } from '~/server/teams/model/action';
import { GrantScope } from '~/server/teams/model/grant';
import { type BuiltInRole, ROLE_ACTIONS } from '~/server/teams/model/role-actions';
import { teamSubject, userSubject } from '../model/holding';
import type { AccessSource, Granted } from '../ports';

type GrantRow = {
  id: string;
  role: string;
  scope: unknown;
  expiresAt: Date | null;
  person: string | null;
  team: string | null;
  custom: string[] | null;
};

type MemberRow = { id: string; name: string; epoch: number; isKnown: boolean; namespaces: string[] };

/** Grants, leases and namespaces from PostgreSQL. */
export function postgresAccessSource({ pool }: Database): AccessSource {
  return {
    granted: async (now) => {
      const { rows } = await pool.query<GrantRow>({ name: 'rbac-grants', text: GRANTS, values: [now] });
      const granted = new Map<string, Granted>();
      for (const row of rows) {
        const scope = GrantScope.safeParse(row.scope);
        // a grant that cannot be read gives nothing
        if (!scope.success) continue;
        const subject = row.team === null ? userSubject(row.person ?? '') : teamSubject(row.team);
        const actions = actionsOf(row);
        const key = `${subject.name} ${row.role}`;
        const known = granted.get(key) ?? { subject, role: row.role, actions, rights: [] };
        const expiresAt = row.expiresAt?.toISOString() ?? null;
        known.rights.push({
          id: row.id,
          role: row.role,
          actions: [...actions],
          scope: scope.data,
          team: null,
          expiresAt,
        });
        granted.set(key, known);
      }
      return [...granted.values()];
    },
    leased: async (holder) => {
      const { rows } = await pool.query<MemberRow>({ name: 'rbac-members', text: MEMBERS, values: [holder] });
      return rows.map(({ id, name, epoch, isKnown, namespaces }) => ({
        fence: { clusterId: id, holder, epoch },
        name,
        namespaces: isKnown ? new Set(namespaces) : undefined,
      }));
    },
  };
}

function actionsOf({ role, custom }: GrantRow): readonly Action[] {
  if (Object.hasOwn(ROLE_ACTIONS, role)) return ROLE_ACTIONS[role as BuiltInRole];
  // an action that the hub no longer has gives nothing
  return (custom ?? []).filter((action): action is Action => Object.hasOwn(ACTIONS, action));
}

/** Who is disabled holds nothing in a member either. */
const GRANTS = `SELECT g.id::text, g.role, g.scope, g.expires_at AS "expiresAt", g.person_id::text AS person,
    g.team_id::text AS team, r.actions AS custom
  FROM access_grant g LEFT JOIN custom_role r ON r.name = g.role LEFT JOIN person p ON p.id = g.person_id
  WHERE (g.expires_at IS NULL OR g.expires_at > $1) AND p.disabled_at IS NULL
  ORDER BY g.created_at, g.id`;

const MEMBERS = `SELECT c.id::text, c.name, l.epoch,
    EXISTS (SELECT 1 FROM inventory_sync s WHERE s.cluster_id = c.id AND s.kind = 'namespaces' AND s.complete_at IS NOT NULL) AS "isKnown",
    ARRAY(SELECT n.name FROM inventory_namespace n WHERE n.cluster_id = c.id ORDER BY n.name) AS namespaces
  FROM cluster_lease l JOIN cluster c ON c.id = l.cluster_id
  WHERE l.holder = $1 AND l.expires_at > now() AND c.state <> 'suspended' ORDER BY c.name`;
