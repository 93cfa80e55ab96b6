import { GrantScope } from '../model/grant';
import type { GrantRow } from '../model/team';

/** What is read beside a grant. */
export const GRANT_FIELDS = { team: { select: { name: true } }, person: { select: { id: true, name: true } } } as const;

/** Grants that have not ended by themselves yet; one that has gives nothing, and is shown and counted nowhere. */
export const inForce = (now: Date) => ({ OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] });

type GrantRecord = {
  id: string;
  role: string;
  scope: unknown;
  team: { name: string } | null;
  person: { id: string; name: string } | null;
  reason: string;
  grantedBy: string;
  createdAt: Date;
  expiresAt: Date | null;
};

/** A grant as pages show it; one that cannot be read gives nothing and is not shown as if it did. */
export function grantRow({
  id,
  role,
  scope,
  team,
  person,
  reason,
  grantedBy,
  createdAt,
  expiresAt,
}: GrantRecord): GrantRow[] {
  const readable = GrantScope.safeParse(scope);
  if (!readable.success) return [];
  return [
    {
      ...{ id, role, scope: readable.data, team: team?.name ?? null, reason, grantedBy },
      person: person && { id: person.id, name: person.name },
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt?.toISOString() ?? null,
    },
  ];
}
