import { randomUUID } from 'node:crypto';
import { Prisma } from '~/prisma/generated/client';
import { DomainError } from '~/server/kernel/failure';
import { hasItAlready } from '../core/plan-target';
import type { Author, Described, NewRevision, WantedObject, WantedTarget } from '../ports/applications';
import type { Replacing } from '../ports/plans';
import { beginRollout } from './begin-rollout';

type Transaction = Prisma.TransactionClient;
type Locked = { id: string; wanted: number; removing: boolean };

/** PostgreSQL would send the whole text and what it says back. */
const NOTHING_BACK = { select: { number: true } } as const;

/** One revision and what every cluster is brought to; see `ApplicationStore.save`. */
export async function saveRevision(tx: Transaction, revision: NewRevision): Promise<number> {
  const { name, base, targets } = revision;
  const { id, number } = base === null ? await begin(tx, revision) : await goOn(tx, revision, base);
  await tx.applicationRevision.create({
    data: {
      ...{ applicationId: id, number, spec: revision.spec as Prisma.InputJsonObject, ...authorOf(revision.author) },
      text: revision.text,
      ...{ reason: revision.reason, restores: revision.restores, confirmsRemoval: revision.confirmsRemoval },
    },
    ...NOTHING_BACK,
  });
  const last = Math.max(0, (revision.rollout?.waves.length ?? 0) - 1);
  await withdrawFromOthers(tx, id, number, last, targets);
  if (targets.length > 0) await bringTo(tx, id, number, targets);
  await beginRollout(tx, id, number, revision.rollout, revision.author.name);
  // what was being removed, and stands nowhere any more, may be saved again
  if (base !== null) await tx.application.update({ where: { name }, data: { removing: false } });
  return number;
}

/** See `ApplicationStore.remove`. */
export async function removeApplication(tx: Transaction, name: string, base: number, author: Author): Promise<void> {
  const { id, wanted } = await lock(tx, name, base);
  const number = wanted + 1;
  const last = await tx.applicationRevision.findUniqueOrThrow({
    where: { applicationId_number: { applicationId: id, number: wanted } },
  });
  await tx.application.update({ where: { id }, data: { wanted: number, removing: true } });
  await tx.applicationRevision.create({
    data: {
      ...{ applicationId: id, number, spec: last.spec as Prisma.InputJsonObject, ...authorOf(author) },
      text: last.text,
      confirmsRemoval: true,
    },
    ...NOTHING_BACK,
  });
  await withdrawFromOthers(tx, id, number, 0, []);
  await beginRollout(tx, id, number, null, author.name);
  await deleteEmpty(tx, id);
}

/** See `PlanStore.replace`. */
export async function replaceTargets(
  tx: Transaction,
  id: string,
  revision: number,
  { bring, withdraw }: Replacing,
): Promise<boolean> {
  const [found] = await tx.$queryRaw<
    { wanted: number; removing: boolean }[]
  >`SELECT wanted, removing FROM application WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  if (!found || found.removing || found.wanted !== revision) return false;
  await tx.$executeRaw`SELECT 1 FROM application_target WHERE application_id = ${id}::uuid ORDER BY cluster_id FOR UPDATE`;
  if (withdraw.length > 0) await withdrawFrom(tx, id, revision, withdraw);
  if (bring.length > 0) await bringTo(tx, id, revision, bring);
  return true;
}

/** See `ApplicationStore.describe`. */
export async function describeApplication(tx: Transaction, name: string, base: number, described: Described) {
  const { id } = await lock(tx, name, base);
  await tx.application.update({ where: { id }, data: { described } });
}

/** An application that is being removed, and stands nowhere any more, is gone. */
const deleteEmpty = (tx: Transaction, id: string) =>
  tx.application.deleteMany({ where: { id, removing: true, targets: { none: {} } } });

const authorOf = ({ person, token, name }: Author) => ({ personId: person, tokenId: token, author: name });

async function begin(
  tx: Transaction,
  { name, team, namespaces, described = {} }: NewRevision,
): Promise<{ id: string; number: 1 }> {
  const id = randomUUID();
  const data = [{ id, name, teamId: team, wanted: 1, namespaces, described }];
  const { count } = await tx.application.createMany({ data, skipDuplicates: true });
  if (count === 0) throw new DomainError({ kind: 'conflict', what: 'application', name, detail: 'name-taken' });
  return { id, number: 1 };
}

async function goOn(tx: Transaction, { name, team, namespaces, described }: NewRevision, base: number) {
  const { id, wanted } = await lock(tx, name, base);
  const number = wanted + 1;
  await tx.application.update({
    where: { id },
    data: { teamId: team, wanted: number, namespaces, ...(described && { described }) },
  });
  return { id, number };
}

async function lock(tx: Transaction, name: string, base: number): Promise<Locked> {
  const [found] = await tx.$queryRaw<
    Locked[]
  >`SELECT id::text, wanted, removing FROM application WHERE name = ${name} FOR NO KEY UPDATE`;
  if (!found) throw new DomainError({ kind: 'not-found', what: 'application', name });
  if (found.wanted !== base)
    throw new DomainError({ kind: 'stale', what: 'application', name, detail: `revision ${found.wanted}` });
  // in the order in which deliveries lock many, so that nobody waits for each other
  await tx.$executeRaw`SELECT 1 FROM application_target WHERE application_id = ${found.id}::uuid ORDER BY cluster_id FOR UPDATE`;
  return found;
}

/** Before the first wave: what somebody changes there is put back whatever is held. */
const NEVER_HELD = -1;

/** What stands there whole remains known until the first write of what replaces it. */
export const STANDS = `CASE WHEN t.state = 'applied' THEN json_build_object('revision', t.revision, 'objects', t.objects) ELSE t.stands END`;

const WITHDRAWN = Prisma.sql`stands = ${Prisma.raw(STANDS)}, state = 'withdrawing', replicas = NULL, objects = '[]', problems = '[]',
    attempts = 0, not_before = NULL, epoch = NULL, since = CASE WHEN state = 'withdrawing' THEN since ELSE now() END`;

/** From its clusters that are not among these. */
const withdrawFromOthers = (
  tx: Transaction,
  id: string,
  number: number,
  wave: number,
  targets: readonly Pick<WantedTarget, 'clusterId'>[],
) => tx.$executeRaw`
  UPDATE application_target t SET revision = ${number}, wave = ${wave}, ${WITHDRAWN}
  WHERE application_id = ${id}::uuid AND NOT cluster_id = ANY(${targets.map(({ clusterId }) => clusterId)}::uuid[])`;

const withdrawFrom = (tx: Transaction, id: string, number: number, clusters: string[]) => tx.$executeRaw`
  UPDATE application_target t SET revision = ${number}, ${WITHDRAWN}
  WHERE application_id = ${id}::uuid AND cluster_id = ANY(${clusters}::uuid[])`;

type Before = { clusterId: string; standing: WantedObject[] | null };

/** The objects that stand in a cluster as they were applied, unless something of them is to be put back. */
const STANDING = Prisma.sql`CASE WHEN t.state = 'applied' THEN t.objects WHEN NOT EXISTS (SELECT 1 FROM application_object o
    WHERE o.application_id = t.application_id AND o.cluster_id = t.cluster_id AND o.revision = 0) THEN t.stands -> 'objects' END`;

async function bringTo(tx: Transaction, id: string, number: number, targets: readonly WantedTarget[]): Promise<void> {
  const before = await tx.$queryRaw<Before[]>`
    SELECT t.cluster_id::text AS "clusterId", ${STANDING} AS standing FROM application_target t WHERE t.application_id = ${id}::uuid ORDER BY t.cluster_id FOR UPDATE`;
  const standing = new Map(before.map((target) => [target.clusterId, target.standing]));
  const rows = targets.map((target) => {
    const has = hasItAlready(standing.get(target.clusterId), target);
    return {
      ...{ cluster_id: target.clusterId, replicas: target.replicas, grounds: target.grounds, objects: target.objects },
      ...(has ? { state: 'applied', wave: NEVER_HELD } : { state: 'waiting', wave: target.wave ?? null }),
    };
  });
  await tx.$executeRaw`
    INSERT INTO application_target AS t (application_id, cluster_id, revision, replicas, grounds, objects, state, wave)
    SELECT ${id}::uuid, r.cluster_id, ${number}, r.replicas, r.grounds, r.objects, r.state, coalesce(r.wave, b.wave, 0)
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(cluster_id uuid, replicas int, grounds jsonb, objects json, state text, wave int)
      LEFT JOIN application_target b ON b.application_id = ${id}::uuid AND b.cluster_id = r.cluster_id
    ON CONFLICT (application_id, cluster_id) DO UPDATE SET wave = excluded.wave, revision = excluded.revision, replicas = excluded.replicas,
      grounds = excluded.grounds, objects = excluded.objects, state = excluded.state,
      stands = CASE WHEN excluded.state <> 'applied' THEN ${Prisma.raw(STANDS)} END, problems = '[]', attempts = 0,
      not_before = NULL, epoch = NULL, since = CASE WHEN t.state = excluded.state THEN t.since ELSE now() END,
      applied_revision = CASE WHEN excluded.state = 'applied' THEN excluded.revision ELSE t.applied_revision END`;
}
