import type pg from 'pg';
import type { Evidence, KeptObject, KeptRevision, KeptTarget, Recorded, Saved } from './evidence';
import type { Members } from './start-members';

/** All that was seen of some applications, and all that the hub's database says of them. */
export async function gather(
  database: pg.Pool,
  members: Members,
  applications: string[],
  saves: Saved[],
): Promise<Evidence> {
  const of = <Row extends pg.QueryResultRow>(text: string) =>
    database.query<Row>(text, [applications]).then(({ rows }) => rows);
  const isOwn = ({ application }: { application: string }) => applications.includes(application);
  const [revisions, targets, inventory, open, recorded] = await Promise.all([
    of<KeptRevision>(REVISIONS),
    of<KeptTarget>(TARGETS),
    of<KeptObject>(INVENTORY),
    of<{ said: string }>(OPEN),
    of<Recorded>(RECORDED),
  ]);
  return {
    ...{ revisions, targets, inventory, recorded, open: open.map(({ said }) => said) },
    saves: saves.filter(isOwn),
    changes: members.changes.filter(isOwn),
    standing: members.standing().filter(isOwn),
  };
}

const REVISIONS = `SELECT a.name AS application, r.number, r.text, r.number = a.wanted AS "isWanted"
  FROM application a JOIN application_revision r ON r.application_id = a.id WHERE a.name = ANY($1)`;

const TARGETS = `SELECT a.name AS application, c.name AS member, t.state, t.revision, t.applied_revision AS applied
  FROM application a JOIN application_target t ON t.application_id = a.id JOIN cluster c ON c.id = t.cluster_id WHERE a.name = ANY($1)`;

const INVENTORY = `SELECT a.name AS application, c.name AS member, o.name, o.uid
  FROM application a JOIN application_object o ON o.application_id = a.id JOIN cluster c ON c.id = o.cluster_id WHERE a.name = ANY($1)`;

const OPEN = `SELECT a.name || ' is said to have drifted at ' || d.name || ' ' || d.path || ', ' || coalesce(d.manager, 'nobody') AS said
    FROM application a JOIN application_drift d ON d.application_id = a.id WHERE a.name = ANY($1) AND d.ended_at IS NULL
  UNION ALL SELECT a.name || ' has a write in doubt at ' || w.name
    FROM application a JOIN application_write w ON w.application_id = a.id WHERE a.name = ANY($1) AND w.open`;

/** Outcomes of saves tell their revision. */
const RECORDED = `SELECT extract(epoch FROM e.at)::float8 * 1000 AS at, e.action, e.body #>> '{target,application}' AS application,
    coalesce(e.clusters[1], '') AS member, coalesce((e.body #>> '{after,revision}')::int, (o.body #>> '{detail,revision}')::int, 0) AS revision,
    ARRAY(SELECT jsonb_array_elements(coalesce(e.body #> '{after,apply}', '[]'))->>'name') AS apply,
    ARRAY(SELECT jsonb_array_elements(coalesce(e.body #> '{after,remove}', '[]'))->>'name') AS remove
  FROM audit_entry e LEFT JOIN audit_entry o ON o.intent = e.id
  WHERE e.kind = 'intent' AND e.action LIKE 'federation.%' AND e.body #>> '{target,application}' = ANY($1)`;
