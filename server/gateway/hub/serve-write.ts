import type { ServerResponse } from 'node:http';
import { describeApplication } from '~/server/federation/describe-application';
import type { WholeApplication } from '~/server/federation/ports/applications';
import { readDocument, type WrittenApplication } from '~/server/federation/read-text';
import { planSave, saveWritten } from '~/server/federation/save-application';
import { DomainError, failureOf } from '~/server/kernel/failure';
import { at, isSame, text } from '~/server/kernel/json';
import { encoderOf, type HubAsk, sendJson } from './asked';
import type { ShownApplication } from './core/application-object';
import type { HubObject } from './core/hub-object';
import { type Asked, conflict, invalidFields, MODIFIED } from './core/hub-status';
import { readOverrideName } from './core/override-name';
import { issueOf, type PlannedWrite, type Unwritable } from './core/plan-write';
import type { HubDoorDeps, Numbered } from './ports';
import { readApplications, readShown } from './read-shown';
import { HubRefusal } from './refused';
import { objectsOf } from './show';

/** What a write finds: the application that it is about as its writer sees it, and where that stands in its sequence. */
export type Current = { whole: WholeApplication | undefined; number: Numbered | undefined };

export async function readCurrent(deps: HubDoorDeps, ask: HubAsk, asked: Asked): Promise<Current> {
  const name = asked.kind.kind === 'Override' ? readOverrideName(asked.name)?.application : asked.name;
  const { whole, stamp } = await readApplications(deps, ask.actor, name ?? '', false);
  const [found] = whole;
  return { whole: found, number: found && stamp.numbers.get(found.kept.id) };
}

/** Throws 409 where the writer has not seen all that people wrote; a change of status is no reason. */
export function requireSeen(asked: Asked, metadata: unknown, object: HubObject, number: Numbered | undefined): void {
  const [version, uid] = [text(at(metadata, 'resourceVersion')), text(at(metadata, 'uid'))];
  if (uid !== '' && uid !== object.metadata.uid)
    throw new HubRefusal(
      conflict(asked, `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${object.metadata.uid}`),
    );
  if (version === '') return;
  const seen = /^\d{1,18}$/.test(version) ? BigInt(version) : -1n;
  if (!number || seen < number.saved || seen > number.version) throw new HubRefusal(conflict(asked, MODIFIED));
}

/** Carries a planned write out, or only finds out whether it could be. */
export async function carryOut(
  deps: HubDoorDeps,
  ask: HubAsk,
  asked: Asked,
  { whole, plan }: { whole: WholeApplication | undefined; plan: PlannedWrite | Unwritable },
): Promise<HubObject | undefined> {
  if (!plan.ok) throw new HubRefusal(invalidFields(asked, plan.issues));
  const { federation } = deps;
  const kept = whole?.kept;
  try {
    const written = readDocument(plan.document);
    const { described } = plan;
    const isSameSpec = kept !== undefined && isUnchanged(written, kept);
    if (ask.query.get('dryRun')) {
      await planSave(federation, ask.actor, written);
      const change = { described, newest: (kept?.newest ?? 0) + (isSameSpec ? 0 : 1) };
      return imagined(asked, written, whole, change);
    }
    const base = kept?.newest ?? null;
    if (!isSameSpec) {
      const reason = reasonOf(described, kept?.described ?? {});
      const text = await federation.yaml.print(plan.document);
      await saveWritten(federation, ask, written, {
        ...{ text, base, reason, restores: null, confirmsRemoval: false, atOnce: false, described },
      });
    } else if (base !== null && !isSame(described, kept.described))
      await describeApplication(federation, ask, written, { base, described });
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.kind !== 'invalid') throw error;
    throw new DomainError({ ...failure, issues: failure.issues.map((issue) => issueOf(issue, plan.at)) });
  }
  return (await readShown(deps, ask.actor, asked.kind, asked.name)).objects[0];
}

const isUnchanged = ({ spec, team }: WrittenApplication, kept: WholeApplication['kept']) =>
  !kept.isRemoving && team === (kept.team?.name ?? null) && isSame(JSON.parse(JSON.stringify(spec)), kept.spec);

type Words = ShownApplication['kept']['described'];

/** https://kubernetes.io/docs/reference/labels-annotations-taints/#change-cause, where it is another than before. */
function reasonOf(now: Words, before: Words): string {
  const causes = (words: Words) =>
    Object.values(words).map(({ annotations }) => annotations['kubernetes.io/change-cause']);
  const known = new Set(causes(before));
  return (
    causes(now)
      .find((cause) => cause !== undefined && !known.has(cause))
      ?.slice(0, 500) ?? ''
  );
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The object as it would be. */
function imagined(
  asked: Asked,
  { name, team, spec }: WrittenApplication,
  whole: WholeApplication | undefined,
  change: { described: Words; newest: number },
): HubObject | undefined {
  const now = new Date().toISOString();
  const revision = { number: change.newest, author: '', reason: '', createdAt: now, restores: null };
  const fresh = { id: NOBODY, isRemoving: false, namespaces: [], createdAt: now, revision, text: '' };
  const kept = {
    ...fresh,
    ...whole?.kept,
    ...change,
    name,
    spec,
    team: team === null ? null : { id: NOBODY, name: team },
  };
  return objectsOf(asked.kind, { kept, targets: whole?.targets ?? [] }).find(
    ({ metadata }) => metadata.name === asked.name,
  );
}

/** What was written, or what would have been. */
export function answerWritten(
  ask: HubAsk,
  asked: Asked,
  object: HubObject | undefined,
  code: number,
  response: ServerResponse,
): void {
  // written, and out of its writer's sight: a cluster in which they see it was not chosen
  if (!object) throw new HubRefusal(conflict(asked, 'it was written, and is not in your sight now'));
  sendJson(response, code, encoderOf(ask).one(object));
}
