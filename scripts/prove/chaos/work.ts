import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Random } from '~/server/simulator/random';
import type { Saved, Wanted } from './evidence';
import { MEMBERS, NAMESPACE } from './places';

/** An application as its author thinks of it: which objects it has, with what data, and where it runs. */
type Shape = { data: Record<string, { revision: string; colour: string }>; members: string[] };
type Asked = { type: 'save' | 'remove'; input: object };

export type Workplace = {
  database: pg.Pool;
  /** Any replica that lives, by its address; waits until one does. */
  origin(): Promise<string>;
  token: string;
  saves: Saved[];
};

const OBJECTS = ['x', 'y', 'z', 'u'];
const ANSWERS_MS = 4000;
const STEPS = 7;

/** One author at one application: saves one revision after the other by the hub's own procedures, whoever answers. */
export async function workAt(place: Workplace, name: string, random: Random): Promise<void> {
  const shapes = new Map<number, Shape>();
  for (let step = 0; step < STEPS; step++) {
    const base = await newestOf(place.database, name);
    if (
      base?.removing ||
      (base === undefined && place.saves.some((save) => save.application === name && save.text === null))
    )
      return;
    const before = base && readText(base.text);
    if (base && before) shapes.set(base.wanted, before);
    const isLast = step === STEPS - 1;
    if (before && isLast && random.whole(0, 3) === 0) await remove(place, name, base.wanted);
    else await save(place, name, base?.wanted ?? null, nextShape(before, (base?.wanted ?? 0) + 1, shapes, random));
    await pause(random.whole(30, 700));
  }
}

async function newestOf(database: pg.Pool, name: string) {
  const { rows } = await database.query<{ wanted: number; removing: boolean; text: string }>(
    `SELECT a.wanted, a.removing, r.text FROM application a JOIN application_revision r ON r.application_id = a.id AND r.number = a.wanted WHERE a.name = $1`,
    [name],
  );
  return rows[0];
}

function nextShape(before: Shape | undefined, revision: number, shapes: Map<number, Shape>, random: Random): Shape {
  const fresh = () => ({ revision: String(revision), colour: random.letters(6) });
  if (!before)
    return {
      data: Object.fromEntries(OBJECTS.slice(0, 3).map((object) => [object, fresh()])),
      members: some(MEMBERS, random),
    };
  const what = random.whole(0, 9);
  const earlier = random.pick([...shapes.values()]);
  // what is taken back is a revision as any other: it bears its own number
  if (what === 0)
    return {
      ...earlier,
      data: Object.fromEntries(
        Object.entries(earlier.data).map(([object, { colour }]) => [object, { revision: String(revision), colour }]),
      ),
    };
  const members = what <= 2 ? some(MEMBERS, random) : before.members;
  const changed = some(Object.keys(before.data), random);
  const data = Object.fromEntries(
    Object.entries(before.data).map(([object, kept]) => [object, changed.includes(object) ? fresh() : kept]),
  );
  const missing = OBJECTS.filter((object) => !(object in data));
  if (what === 3 && missing.length > 0) return { members, data: { ...data, [random.pick(missing)]: fresh() } };
  const [first, ...others] = Object.entries(data);
  return what === 4 || what === 5
    ? { members, data: Object.fromEntries(others.length > 0 ? others : [first ?? ['x', fresh()]]) }
    : { members, data };
}

const some = <Value>(values: readonly Value[], random: Random): Value[] => {
  const kept = values.filter(() => random.whole(0, 2) > 0);
  return kept.length > 0 ? kept : [random.pick(values)];
};

const objectName = (application: string, object: string) => `${application}-${object}`;

function textOf(name: string, { data, members }: Shape): string {
  const templates = Object.entries(data).map(([object, of]) => ({
    ...{
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: objectName(name, object), namespace: NAMESPACE },
      data: of,
    },
  }));
  const placement = { clusterAffinities: [{ name: 'here', clusterNames: members }] };
  const spec = { templates, placement };
  return JSON.stringify({ apiVersion: 'portolan.dev/v1alpha1', kind: 'Application', metadata: { name }, spec });
}

type Document = {
  metadata: { name: string };
  spec: {
    templates: { metadata: { name: string }; data: Shape['data'][string] }[];
    placement: { clusterAffinities: { clusterNames: string[] }[] };
  };
};

function readText(text: string): Shape {
  const { metadata, spec } = JSON.parse(text) as Document;
  return {
    data: Object.fromEntries(
      spec.templates.map((one) => [one.metadata.name.slice(metadata.name.length + 1), one.data]),
    ),
    members: spec.placement.clusterAffinities[0]?.clusterNames ?? [],
  };
}

const wantedOf = (name: string, { data, members }: Shape): Wanted =>
  Object.fromEntries(
    members.map((member) => [
      member,
      Object.fromEntries(
        Object.entries(data).map(([object, of]) => [objectName(name, object), JSON.stringify(sorted(of))]),
      ),
    ]),
  );

/** As a member answers them. */
const sorted = (of: Record<string, string>) =>
  Object.fromEntries(Object.entries(of).toSorted(([a], [b]) => (a < b ? -1 : 1)));

async function save(place: Workplace, name: string, base: number | null, shape: Shape): Promise<void> {
  const text = textOf(name, shape);
  const saved: Saved = {
    at: Date.now(),
    application: name,
    revision: (base ?? 0) + 1,
    told: 'unknown',
    text,
    wanted: wantedOf(name, shape),
  };
  place.saves.push(saved);
  saved.told = await ask(place, { type: 'save', input: { text, base, confirmsRemoval: true, atOnce: true } });
}

async function remove(place: Workplace, name: string, base: number): Promise<void> {
  const saved: Saved = {
    at: Date.now(),
    application: name,
    revision: base + 1,
    told: 'unknown',
    text: null,
    wanted: {},
  };
  place.saves.push(saved);
  saved.told = await ask(place, { type: 'remove', input: { name, base } });
}

/** What its author was told; a hub that failed, or did not answer, has told nothing. */
async function ask({ origin, token }: Workplace, { type, input }: Asked): Promise<Saved['told']> {
  try {
    const response = await fetch(`${await origin()}/api/trpc/federation.${type}`, {
      ...{ method: 'POST', body: JSON.stringify(input), signal: AbortSignal.timeout(ANSWERS_MS) },
      headers: { authorization: `Bearer ${token}`, 'x-portolan': '1', 'content-type': 'application/json' },
    });
    const said = await response.text();
    if (process.env['CHAOS_SHOW'] && !response.ok) console.error(type, response.status, said.slice(0, 300));
    if (response.ok) return 'acknowledged';
    return response.status >= 500 ? 'unknown' : 'refused';
  } catch {
    return 'unknown';
  }
}
