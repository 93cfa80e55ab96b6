import type { Database } from '~/server/db/client';
import { Condition } from '../model/event';

type Row = { id: string; person: string; role: string; scope: unknown; since: Date };

/** Requests for access that nobody has decided, of people who could use what they ask for. */
export async function waitingRequests(pool: Database['pool']): Promise<Condition[]> {
  const { rows } = await pool.query<Row>(
    `SELECT r.id::text, p.name AS person, r.role, r.scope, r.created_at AS since
    FROM access_request r JOIN person p ON p.id = r.person_id WHERE r.state = 'waiting' AND p.disabled_at IS NULL`,
  );
  return rows.flatMap(({ id, since, ...wanted }) => {
    const readable = Condition.safeParse({
      ...{ key: `approval-wanted/${id}`, kind: 'approval-wanted', cluster: null, namespace: null, object: null },
      ...{ wanted, reason: 'waiting', since: since.toISOString(), due: null },
    });
    return readable.success ? [readable.data] : [];
  });
}
