import type { Database } from '~/server/db/client';

const MOST = 3;

/**
 * Names of those whom a person may ask for more: who administers a part of the fleet through a team of theirs first, then who
 * administers all of it. At most three, none of them the person.
 */
export const decidersOf =
  ({ pool }: Database) =>
  async (personId: string): Promise<string[]> => {
    const { rows } = await pool.query<{ name: string }>({ name: 'deciders', text: DECIDERS, values: [personId, MOST] });
    return rows.map(({ name }) => name);
  };

const DECIDERS = `
  SELECT p.name FROM person p JOIN (
      SELECT coalesce(g.person_id, m.person_id) AS person_id, g.role FROM access_grant g
        LEFT JOIN team_member m ON m.team_id = g.team_id
      WHERE g.role IN ('admin', 'fleet-admin') AND (g.expires_at IS NULL OR g.expires_at > now())) held ON held.person_id = p.id
  WHERE p.kind = 'person' AND p.disabled_at IS NULL AND p.id <> $1::uuid AND (held.role = 'fleet-admin' OR EXISTS (
      SELECT FROM team_member a JOIN team_member b ON a.team_id = b.team_id WHERE a.person_id = p.id AND b.person_id = $1::uuid))
  GROUP BY p.id, p.name ORDER BY bool_or(held.role = 'admin') DESC, p.name LIMIT $2`;
