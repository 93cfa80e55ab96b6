import { randomUUID } from 'node:crypto';
import type { Clock } from '~/server/kernel/clock';
import { type Json, text } from '~/server/kernel/json';
import type { Action } from '~/server/teams/model/action';
import type { Actor, Origin, PersonActor } from '~/server/teams/model/actor';
import type { Sights } from '~/server/teams/ports';
import { boundedRefusals } from './core/bounded-refusals';
import { recentLooks } from './core/recent-looks';
import { redact } from './core/redact';
import { type EntryTarget, targetsOf } from './core/targets-of';
import { findGrants } from './find-grants';
import type { Entry, EntryKind } from './model/entry';
import type { Look } from './model/intent';
import type { AuditTrail, DoorRecord, EntryStore } from './ports';

type TrailDeps = { entries: EntryStore; sights: Sights; clock: Clock };

const LOOK_MS = 600_000;

/** The record: who did what, on whose grant, from where, without secrets, in entries that are never changed. */
export function createAuditTrail({ entries, sights, clock }: TrailDeps): AuditTrail & DoorRecord {
  const mayWrite = boundedRefusals();
  const isNew = recentLooks(LOOK_MS);
  /** Running writes of Secrets, of which the outcome shows fields too. */
  const ofSecrets = new Set<string>();
  const write = async (kind: EntryKind, told: Told) => {
    const targets = targetsOf(told.target);
    const grants = told.actor?.kind === 'person' ? await findGrants(sights, told.actor, actionOf(told), targets) : [];
    const entry = entryOf(kind, told, targets, grants);
    await entries.append(entry);
    if (kind === 'intent' && isOfSecrets(told.target)) ofSecrets.add(entry.id);
    return entry.id;
  };
  return {
    intend: ({ before, after, reason = '', ...told }) => write('intent', { ...told, said: { reason, before, after } }),
    settle: (id, outcome, detail) =>
      entries.append({ ...NOBODY, ...outcomeOf(id, outcome, redact({ detail }, ofSecrets.delete(id))) }),
    abandonBefore: async (moment) => {
      const ids = await entries.unsettled(moment);
      for (const id of ids) await entries.append({ ...NOBODY, ...outcomeOf(id, 'abandoned', {}) });
      return ids.length;
    },
    access: async (look) => {
      const { requestId: _request, actor, ...what } = look;
      const who = actor.kind === 'person' ? [actor.id, actor.from?.address, spokenBy(actor)?.id] : actor.name;
      if (isNew(JSON.stringify([who, what]), clock.monotonic())) await write('access', look);
    },
    refuse: async ({ code, from, ...denial }) => {
      const who = denial.actor?.kind === 'person' ? denial.actor.id : from.address;
      const may = mayWrite(who, clock.monotonic());
      if (may) await write('refusal', { ...denial, from, outcome: 'denied', said: { code, ...may } });
    },
  };
}

type Told = Omit<Look, 'actor'> & { actor: Actor | undefined; from?: Origin; outcome?: string; said?: Json };

/** A person does what their procedure was called for; a part of it may bear a name of its own. */
const actionOf = ({ actor, action }: Told): Action =>
  (actor?.kind === 'person' ? actor.action : undefined) ?? (action as Action);

function entryOf(kind: EntryKind, told: Told, targets: EntryTarget[], grants: { team: string | null }[]): Entry {
  const { actor, action, target, requestId, outcome = null, said } = told;
  const from = told.from ?? (actor?.kind === 'person' ? actor.from : undefined);
  const token = actor?.kind === 'person' ? spokenBy(actor) : undefined;
  const body = { actor: identityOf(actor), grants, from, target, ...said };
  return {
    ...{ id: randomUUID(), kind, intent: null, action, outcome, requestId },
    actorId: actor?.kind === 'person' ? actor.id : null,
    actorName: text(redact(actor?.name ?? 'nobody')),
    tokenId: token?.id ?? null,
    tokenName: token ? text(redact(token.name)) : null,
    teams: [...new Set(grants.flatMap(({ team }) => team ?? []))],
    clusters: targets.map(({ cluster }) => text(redact(cluster))),
    namespaces: targets.map(({ namespace }) => text(redact(namespace))),
    body: redact(body, isOfSecrets(target)) as Json,
  };
}

/** What spoke for a person who was not here themselves: a token of the API, or their session of kubectl on some machine. */
const spokenBy = ({ token, kubectl }: PersonActor) =>
  token ?? (kubectl && { id: kubectl.session, name: `kubectl@${kubectl.machine}` });

const NOBODY = {
  ...{ actorId: null, actorName: null, tokenId: null, tokenName: null },
  ...{ action: null, teams: [], clusters: [], namespaces: [] },
};

const outcomeOf = (intent: string, outcome: string, body: unknown) => ({
  ...{ id: randomUUID(), kind: 'outcome' as const, intent, outcome, requestId: null },
  body: body as Json,
});

/** Who it was, without what they might do: that is told by the grants. */
const identityOf = (actor: Actor | undefined) =>
  actor?.kind === 'person' ? { kind: actor.kind, id: actor.id, name: actor.name } : (actor ?? { kind: 'nobody' });

const isOfSecrets = ({ plural, group }: Json) => plural === 'secrets' && (group ?? '') === '';
