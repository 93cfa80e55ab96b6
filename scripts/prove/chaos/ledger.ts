import type { Change, Evidence, KeptRevision, Saved, Violation, Wanted } from './evidence';

/** What the evidence shows that must never be. Pure; the rules are told in docs/adr/0016-what-dies.md. */
export function judge(evidence: Evidence): Violation[] {
  const names = [...new Set(evidence.saves.map(({ application }) => application))];
  return names.flatMap((name) => [
    ...judgeLost(name, evidence),
    ...livesOf(name, evidence).flatMap((changes) => [
      ...judgeDoubled(evidence, changes),
      ...judgeStale(changes),
      ...judgeUnaudited(evidence, changes),
    ]),
    ...judgeSaves(name, evidence),
  ]);
}

/** Creates that arrived after the object had been taken away; they are looked for, and taken away again. */
export const countResurrected = (evidence: Evidence): number =>
  [...new Set(evidence.saves.map(({ application }) => application))]
    .flatMap((name) => livesOf(name, evidence))
    .flatMap((changes) => changes.filter((change, index) => isResurrected(changes, change, index))).length;

function judgeLost(
  application: string,
  { saves, revisions, targets, standing, inventory, open }: Evidence,
): Violation[] {
  const lost = (said: string): Violation => ({ kind: 'lost', said: `${application}: ${said}` });
  const own = saves.filter((save) => save.application === application);
  const kept = revisions.filter((one) => one.application === application);
  const newest = kept.find(({ isWanted }) => isWanted);
  const removal = own.find(({ text, told }) => text === null && told !== 'refused');
  const acknowledged = own.filter(({ told, text }) => told === 'acknowledged' && text !== null);
  if (!newest)
    return removal || acknowledged.length === 0
      ? judgeStands(application, {}, { standing, inventory })
      : [lost('it is gone, and nobody removed it')];
  const missing = acknowledged.filter(
    ({ revision, text }) => !kept.some((one) => one.number === revision && one.text === text),
  );
  const save = saveOf(own, newest);
  if (!save) return [lost(`revision ${newest.number} is wanted, which nobody saved so`)];
  const here = targets.filter((one) => one.application === application);
  const unsettled = here.filter(({ state, applied }) => state !== 'applied' || applied !== newest.number);
  return [
    ...missing.map(({ revision }) => lost(`revision ${revision} was acknowledged and is not kept`)),
    ...(removal?.told === 'acknowledged' ? [lost('its removal was acknowledged, and it is there')] : []),
    ...unsettled.map(({ member, state, applied }) =>
      lost(`${member} is ${state} at ${applied}, not at ${newest.number}`),
    ),
    ...judgeStands(application, save.wanted, { standing, inventory }),
    ...open.filter((said) => said.startsWith(`${application} `)).map(lost),
  ];
}

function judgeStands(
  application: string,
  wanted: Wanted,
  { standing, inventory }: Pick<Evidence, 'standing' | 'inventory'>,
): Violation[] {
  const lost = (said: string): Violation => ({ kind: 'lost', said: `${application}: ${said}` });
  const stands = standing.filter((one) => one.application === application);
  const expected = Object.entries(wanted).flatMap(([member, objects]) =>
    Object.entries(objects).map(([name, content]) => ({ member, name, content })),
  );
  return [
    ...expected.flatMap(({ member, name, content }) => {
      const found = stands.find((one) => one.member === member && one.name === name);
      if (!found) return [lost(`${name} does not stand in ${member}`)];
      if (found.content !== content) return [lost(`${name} in ${member} is ${found.content}, not ${content}`)];
      const known = inventory.find(
        (one) => one.application === application && one.member === member && one.name === name,
      );
      return known?.uid === found.uid ? [] : [lost(`${name} in ${member} is known as ${known?.uid ?? 'nothing'}`)];
    }),
    ...stands
      .filter(({ member, name }) => wanted[member]?.[name] === undefined)
      .map(({ member, name }) => lost(`${name} stands in ${member} and is not wanted`)),
  ];
}

/** Nothing is kept of a save that was refused, and nothing applied that nobody saved. */
function judgeSaves(application: string, { saves, revisions, changes, recorded }: Evidence): Violation[] {
  const own = saves.filter((save) => save.application === application);
  const refused = own.filter(
    ({ told, revision, text }) =>
      told === 'refused' &&
      revisions.some((one) => one.application === application && one.number === revision && one.text === text),
  );
  const contents = new Set(
    own.flatMap(({ wanted }) => Object.values(wanted).flatMap((objects) => Object.values(objects))),
  );
  const strange = changes.filter((one) => one.application === application && !contents.has(one.content));
  const silent = own.filter(
    ({ told, revision, text }) =>
      told === 'acknowledged' &&
      !recorded.some(
        (entry) =>
          entry.application === application &&
          (text === null
            ? entry.action === 'federation.remove'
            : entry.action === 'federation.save' && entry.revision === revision),
      ),
  );
  return [
    ...refused.map(
      ({ revision }): Violation => ({
        kind: 'doubled',
        said: `${application}: revision ${revision} was refused and is kept`,
      }),
    ),
    ...strange.map((one): Violation => ({ kind: 'stale', said: `${say(one)}: nobody saved this` })),
    ...silent.map(
      ({ revision }): Violation => ({
        kind: 'unaudited',
        said: `${application}: the save of revision ${revision} is not on record`,
      }),
    ),
  ];
}

/** A send in doubt bears another mark and changes nothing else; whatever else is written twice is doubled. */
function judgeDoubled({ saves }: Evidence, changes: Change[]): Violation[] {
  return changes.flatMap((change, index) => {
    const before = changes.slice(0, index).findLast(({ isForeign }) => !isForeign);
    const why = before && !change.isForeign && whyDoubled(saves, changes, index, before);
    return why ? [{ kind: 'doubled' as const, said: `${say(change)}: ${why}` }] : [];
  });
}

function whyDoubled(saves: Saved[], changes: Change[], index: number, before: Change): string | undefined {
  const change = changes[index];
  if (!change || change.type === 'DELETED') return undefined;
  if (change.type === 'MODIFIED') {
    const isSame = before.content === change.content && before.fence === change.fence;
    return isSame ? 'written again without a cause' : undefined;
  }
  if (changes[index - 1]?.type !== 'DELETED') return 'it stood there already';
  const isTwin = changes.slice(0, index).some(({ type, revision }) => type === 'ADDED' && revision === change.revision);
  const isMeant = wasUnwanted(saves, change) || isResurrected(changes, change, index);
  return isTwin && !isMeant ? 'made twice for one revision' : undefined;
}

/** Whether some revision did not want it in this member, after the one whose content it bears. */
const wasUnwanted = (saves: Saved[], { application, member, name, revision }: Change) =>
  saves.some(
    (save) => save.application === application && save.revision > revision && save.wanted[member]?.[name] === undefined,
  );

/** Contents go forward: what was effective is never followed by an older one. */
function judgeStale(changes: Change[]): Violation[] {
  return changes.flatMap((change, index): Violation[] => {
    const seen = newestBefore(changes, index);
    return change.type === 'MODIFIED' && change.revision < seen
      ? [{ kind: 'stale', said: `${say(change)}: revision ${seen} stood there` }]
      : [];
  });
}

const newestBefore = (changes: Change[], index: number) =>
  Math.max(0, ...changes.slice(0, index).map(({ revision }) => revision));

const isResurrected = (changes: Change[], change: Change, index: number) =>
  change.type === 'ADDED' && index > 0 && change.revision < newestBefore(changes, index);

const DELIVERING = ['federation.deliver', 'federation.withdraw'];

function judgeUnaudited({ recorded }: Evidence, changes: Change[]): Violation[] {
  return changes
    .filter(({ isForeign }) => !isForeign)
    .flatMap((change): Violation[] => {
      const isOnRecord = recorded.some(
        (entry) =>
          DELIVERING.includes(entry.action) &&
          entry.application === change.application &&
          entry.member === change.member &&
          entry.at <= change.at &&
          entry.revision >= change.revision &&
          (change.type === 'DELETED' ? entry.remove : entry.apply).includes(change.name),
      );
      return isOnRecord ? [] : [{ kind: 'unaudited', said: `${say(change)}: no intent stands before it` }];
    });
}

/** The changes of each object of an application, in their order. */
function livesOf(application: string, { changes }: Evidence): Change[][] {
  const lives = new Map<string, Change[]>();
  for (const change of changes.filter((one) => one.application === application)) {
    const key = `${change.member} ${change.name}`;
    lives.set(key, [...(lives.get(key) ?? []), change]);
  }
  return [...lives.values()];
}

const saveOf = (saves: Saved[], { number, text }: KeptRevision) =>
  saves.find((save) => save.revision === number && save.text === text);

const say = ({ type, application, member, name, revision }: Change) =>
  `${application}: ${type} ${name} of revision ${revision} in ${member}`;
