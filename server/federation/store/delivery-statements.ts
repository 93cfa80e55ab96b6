/** Statements of `deliveries`, prepared under their names. Those of many turns take them as one JSON text, numbered by `at`. */
type Statement = { name: string; text: string };

/** A member that was away is tried again as soon as it has answered somebody else. */
const IS_DUE = `(t.not_before IS NULL OR t.not_before <= now()
  OR (t.problems @> '[{"code":"unreachable"}]' AND h.as_of > t.tried_at))`;

/** What replaces it comes up first, in other clusters; one that is away does not hold it up for long. */
const IS_REPLACED = `(t.state <> 'withdrawing' OR t.since < now() - interval '10 minutes' OR NOT EXISTS (
  SELECT 1 FROM application_target o WHERE o.application_id = t.application_id AND o.cluster_id <> t.cluster_id
    AND (o.state IN ('waiting', 'applying') OR (o.state = 'applied' AND EXISTS (SELECT 1 FROM application_object x
      WHERE x.application_id = o.application_id AND x.cluster_id = o.cluster_id AND x.status = 'progressing')))))`;

/** Something is to be put back: its object has no revision until then. */
const AGAIN = `EXISTS (SELECT 1 FROM application_object o WHERE o.application_id = t.application_id AND o.cluster_id = t.cluster_id AND o.revision = 0)`;

/** Its wave is not open yet. What stands there meanwhile is kept as it was applied. */
const IS_HELD = 't.wave > a.open_wave';
const MAY_HAVE_TURN = `(NOT ${IS_HELD} OR (t.stands IS NOT NULL AND ${AGAIN}))`;
/** The revision of which a turn may write now. */
const WANTED = `CASE WHEN ${IS_HELD} THEN (t.stands ->> 'revision')::int ELSE t.revision END`;

export const DUE: Statement = {
  name: 'deliveries-due',
  text: `SELECT t.application_id::text AS "applicationId", t.cluster_id::text AS "clusterId", c.name AS cluster, l.epoch,
      t.problems @> '[{"code":"unreachable"}]' OR coalesce(h.reason, 'never-reached') IN ('unreachable', 'never-reached') AS "isAway"
    FROM cluster_lease l JOIN cluster c ON c.id = l.cluster_id JOIN application_target t ON t.cluster_id = c.id
      JOIN application a ON a.id = t.application_id AND ${MAY_HAVE_TURN} LEFT JOIN cluster_health h ON h.cluster_id = c.id
    WHERE l.holder = $1 AND l.expires_at > now() AND c.state <> 'suspended' AND t.state <> 'applied'
      AND (t.state <> 'refused' OR t.not_before IS NOT NULL) AND ${IS_DUE} AND (${IS_HELD} OR ${IS_REPLACED})
    ORDER BY t.since LIMIT 5000`,
};

/** Turns that are made under a lease that is still held. */
const asked = (columns: string) => `asked AS (
    SELECT q.* FROM jsonb_to_recordset($1::jsonb) AS q(at int, "clusterId" uuid, holder text, epoch int, "applicationId" uuid${columns})
      JOIN cluster_lease l ON l.cluster_id = q."clusterId" AND l.holder = q.holder AND l.epoch = q.epoch)`;
const OF_TURN = 't.application_id = q."applicationId" AND t.cluster_id = q."clusterId"';
/** In one order wherever many are locked, so that nobody waits for each other. */
const LOCKED = `turn AS (SELECT q.*, ${IS_HELD} AS "isHeld", ${WANTED} AS wanted
    FROM asked q JOIN application_target t ON ${OF_TURN} JOIN application a ON a.id = t.application_id
    ORDER BY t.application_id, t.cluster_id FOR UPDATE OF t)`;

export const CLAIM: Statement = {
  name: 'deliveries-claim',
  text: `WITH ${asked('')}, ${LOCKED}
    UPDATE application_target t SET state = CASE WHEN ${IS_HELD} OR t.state = 'withdrawing' THEN t.state ELSE 'applying' END,
      since = CASE WHEN ${IS_HELD} OR t.state IN ('withdrawing', 'applying') THEN t.since ELSE now() END,
      stands = CASE WHEN ${IS_HELD} THEN t.stands END, epoch = q.epoch, attempts = t.attempts + 1, not_before = NULL
    FROM turn q, application a, application_revision r
    WHERE ${OF_TURN} AND a.id = t.application_id AND ${MAY_HAVE_TURN} AND r.application_id = a.id AND r.number = ${WANTED} AND t.state <> 'applied'
    RETURNING q.at, t.application_id::text AS "applicationId", t.cluster_id::text AS "clusterId", a.name AS application, r.number AS revision,
      t.state = 'withdrawing' AND NOT ${IS_HELD} AS "isWithdrawing", t.attempts AS attempt, CASE WHEN ${IS_HELD} THEN t.stands -> 'objects' ELSE t.objects END AS objects,
      r.person_id::text AS person, r.token_id::text AS token, r.author, r.confirms_removal AS "confirmsRemoval",
      json_build_object('removal', r.spec -> 'removal', 'adopt', r.spec -> 'adopt') AS spec`,
};

const KEY_OF = (of: string) =>
  `'group', ${of}."group", 'kind', ${of}.kind, 'namespace', ${of}.namespace, 'name', ${of}.name, 'version', ${of}.version, 'plural', ${of}.plural`;

/** For so many seconds a write that nobody has answered may still arrive at its member. */
const IS_LATE = `w.creates AND w.begun_at > now() - $2 * interval '1 second'`;

/**
 * What is known of targets that were claimed just now. A statement after the claim, so that it sees all that was written by whoever
 * had the turn before: from the claim on they write nothing.
 */
export const KNOWN: Statement = {
  name: 'deliveries-known',
  text: `SELECT q.at,
      (SELECT coalesce(jsonb_agg(jsonb_build_object(${KEY_OF('o')}, 'uid', o.uid, 'revision', o.revision, 'applied', o.applied)), '[]')
        FROM application_object o WHERE o.cluster_id = q."clusterId" AND o.application_id = q."applicationId") AS inventory,
      (SELECT coalesce(jsonb_agg(jsonb_build_object(${KEY_OF('w')}, 'isOpen', w.open, 'isLate', ${IS_LATE})), '[]')
        FROM application_write w WHERE w.cluster_id = q."clusterId" AND w.application_id = q."applicationId"
          AND (w.open OR (${IS_LATE}))) AS doubts
    FROM jsonb_to_recordset($1::jsonb) AS q(at int, "clusterId" uuid, "applicationId" uuid)`,
};

/** Who has claimed a target since writes nothing of its turn before: the row tells, and is locked until we have written. */
const OWN_TURN = `turn AS (SELECT q.*, ${WANTED} AS wanted, t.epoch AS claimed
    FROM asked q JOIN application_target t ON ${OF_TURN} AND coalesce(t.epoch, q.epoch) = q.epoch JOIN application a ON a.id = t.application_id
    ORDER BY t.application_id, t.cluster_id FOR UPDATE OF t)`;

const KEY_COLUMNS = '"group" text, kind text, namespace text, name text';
const OF_WRITE = `w.application_id = q."applicationId" AND w.cluster_id = q."clusterId"
        AND (w."group", w.kind, w.namespace, w.name) = (q."group", q.kind, q.namespace, q.name)`;
/** Of a write that was answered nothing is left, unless an earlier one may still arrive. */
const ANSWERED = `closed AS (UPDATE application_write w SET open = false FROM turn q WHERE ${OF_WRITE} AND q."isDoubtful"),
    over AS (DELETE FROM application_write w USING turn q WHERE ${OF_WRITE} AND NOT q."isDoubtful")`;

export const BEGIN: Statement = {
  name: 'deliveries-begin',
  text: `WITH ${asked(`, ${KEY_COLUMNS}, version text, plural text, creates boolean, "wantedRevision" int`)}, ${OWN_TURN},
    due AS (SELECT * FROM turn WHERE wanted = "wantedRevision" AND claimed = epoch),
    begun AS (INSERT INTO application_write AS w (application_id, cluster_id, "group", kind, namespace, name, version, plural, creates)
      SELECT "applicationId", "clusterId", "group", kind, namespace, name, version, plural, creates FROM due
      ON CONFLICT (application_id, cluster_id, "group", kind, namespace, name) DO UPDATE SET begun_at = now(), open = true, creates = w.creates OR excluded.creates,
        version = excluded.version, plural = excluded.plural)
    SELECT at, true AS "isWanted" FROM due`,
};

export const REFUSED: Statement = {
  name: 'deliveries-refused',
  text: `WITH ${asked(`, ${KEY_COLUMNS}, "isDoubtful" boolean`)}, ${OWN_TURN}, ${ANSWERED} SELECT at, true AS "isWanted" FROM turn`,
};

/** What was applied stands there, also if a newer revision came meanwhile. A drift that is wanted now was accepted. */
export const KEEP: Statement = {
  name: 'deliveries-keep',
  text: `WITH ${asked(`, ${KEY_COLUMNS}, version text, plural text, uid text, revision int, applied jsonb,
      "nowWanted" jsonb, "wantedRevision" int, "isDoubtful" boolean`)}, ${OWN_TURN}, ${ANSWERED},
    ended AS (UPDATE application_drift d SET ended_at = now(), ended = CASE WHEN d.found = q."nowWanted" -> d.path THEN 'accepted' ELSE 'reverted' END
      FROM turn q WHERE d.application_id = q."applicationId" AND d.cluster_id = q."clusterId"
        AND (d."group", d.kind, d.namespace, d.name) = (q."group", q.kind, q.namespace, q.name) AND d.ended_at IS NULL),
    kept AS (INSERT INTO application_object AS o (application_id, cluster_id, "group", kind, namespace, name, version, plural, uid, revision, applied)
      SELECT "applicationId", "clusterId", "group", kind, namespace, name, version, plural, uid, revision, applied FROM turn
      ON CONFLICT (application_id, cluster_id, "group", kind, namespace, name) DO UPDATE SET version = excluded.version, plural = excluded.plural,
        uid = excluded.uid, revision = excluded.revision, applied = excluded.applied)
    SELECT at, wanted = "wantedRevision" AS "isWanted" FROM turn`,
};

/** Where something was to be put back while a turn was under way, there is another. */
export const SETTLE: Statement = {
  name: 'deliveries-settle',
  text: `WITH ${asked(', revision int, state text, answered boolean, problems jsonb, "retryMs" float8')}, ${LOCKED}
    UPDATE application_target t SET problems = q.problems,
      state = CASE WHEN q."isHeld" OR t.state = 'withdrawing' THEN t.state WHEN q.state = 'applied' AND ${AGAIN} THEN 'waiting' ELSE q.state END,
      applied_revision = CASE WHEN q.state = 'applied' AND NOT q."isHeld" THEN t.revision ELSE t.applied_revision END,
      attempts = CASE WHEN q.state = 'applied' THEN 0 ELSE t.attempts END, epoch = NULL, tried_at = now(),
      as_of = CASE WHEN q.answered THEN now() ELSE t.as_of END, not_before = now() + q."retryMs" * interval '1 millisecond',
      since = CASE WHEN q."isHeld" OR t.state IN ('withdrawing', q.state) THEN t.since ELSE now() END
    FROM turn q WHERE ${OF_TURN} AND q.wanted = q.revision AND (q."isHeld" OR t.state IN ('applying', 'withdrawing'))`,
};

/** $1 the holder. What was refused for want of a right need not wait for its time. */
export const RIGHTS: Statement = {
  name: 'deliveries-rights',
  text: `UPDATE application_target t SET not_before = now() FROM cluster_lease l
    WHERE l.cluster_id = t.cluster_id AND l.holder = $1 AND t.not_before > now() AND t.problems @> '[{"code":"rights"}]'`,
};

export const FORGET: Statement = {
  name: 'deliveries-forget',
  text: `WITH ${asked(`, ${KEY_COLUMNS}, "wantedRevision" int, "isDoubtful" boolean`)}, ${OWN_TURN}, ${ANSWERED},
    gone AS (DELETE FROM application_object w USING turn q WHERE ${OF_WRITE})
    SELECT at, wanted = "wantedRevision" AS "isWanted" FROM turn`,
};

/** $1 the cluster, $2 the holder, $3 its epoch; $4 the application. */
const HELD = 'EXISTS (SELECT 1 FROM cluster_lease WHERE cluster_id = $1::uuid AND holder = $2 AND epoch = $3)';
const TARGET = 't.application_id = $4::uuid AND t.cluster_id = $1::uuid';

export const GONE: Statement = {
  name: 'delivery-gone',
  text: `DELETE FROM application_target t WHERE ${TARGET} AND t.revision = $5 AND t.state = 'withdrawing' AND ${HELD}`,
};

export const EMPTY: Statement = {
  name: 'delivery-empty',
  text: `DELETE FROM application a WHERE a.removing
    AND NOT EXISTS (SELECT 1 FROM application_target t WHERE t.application_id = a.id)`,
};

export const OVER: Statement = {
  name: 'delivery-over',
  text: `DELETE FROM application_write WHERE NOT open AND begun_at < now() - $1 * interval '1 second'`,
};
