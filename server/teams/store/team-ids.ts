import type { Database } from '~/server/db/client';

/** Ids of the teams that a person belongs to at this moment, in an order that does not change. */
export const teamIdsOf =
  ({ pool }: Database) =>
  async (personId: string): Promise<string[]> => {
    const text = 'SELECT team_id::text AS id FROM team_member WHERE person_id = $1 GROUP BY team_id ORDER BY team_id';
    const { rows } = await pool.query<{ id: string }>({ name: 'team-ids', text, values: [personId] });
    return rows.map(({ id }) => id);
  };
