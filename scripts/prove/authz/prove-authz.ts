import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { appRouter } from '~/server/api/root';
import { openDatabase } from '~/server/db/client';
import { startEmbeddedPostgres } from '~/server/db/embedded/embedded-postgres';
import { ensureDatabase } from '~/server/db/migrate';
import { startBenchHub, startBenchMembers } from '../../bench/programs';
import { readMembers } from '../../bench/read-members';
import type { Proof } from '../proof';
import { listAppDoors } from './app-doors';
import { type Answer, callers } from './call';
import { BROWSER_DOORS, DOORS, KNOWN, MACHINE_DOORS } from './door-table';
import { type Door, judgeDoor } from './doors';
import { expectedOf, type Verdict } from './expect-answer';
import { type Identity, keepSession, makeIdentities } from './identities';
import { MINE, type Row, TABLE, THEIRS } from './table';
import { makeTokens } from './token-identities';

type Definition = { type: 'query' | 'mutation' | 'subscription' };
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: Definition }>);

/** Every procedure and every door, asked by people in every state and of every role, against a real hub and database. */
export const proveAuthz: Proof = async () => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'portolan-prove-authz-'));
  const server = await startEmbeddedPostgres({ dataDir });
  const url = `${server.url}/authz`;
  await ensureDatabase(url);
  const members = await startBenchMembers(['--members', '2', '--nodes', '2']);
  const hub = await startBenchHub({ DATABASE_URL: url, PORTOLAN_DIAL_ALLOW: '127.0.0.0/8' });
  const database = openDatabase(url, 4);
  try {
    const call = callers(hub.origin);
    await registerBoth(call, hub.token, members.kubeconfig);
    const people = await makeIdentities(database);
    const identities = [...people, ...(await makeTokens(database, people)), await makeAgent(call, hub.token)];
    await letIn(hub.origin, call, hub.token);
    const revive = (who: Identity) => keepSession(database, who);
    const { cells, violations } = await judgeProcedures(call, identities, revive);
    const doors = await judgeDoors(hub.origin, identities, revive);
    violations.push(...doors.violations);
    const [planted, caught] = plantFaults(identities);
    return {
      counts: {
        cells,
        doors: doors.cells,
        identities: identities.length,
        faults_planted: planted,
        faults_caught: caught,
      },
      violations,
    };
  } finally {
    await database.close();
    await hub.stop();
    await members.stop();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

type Call = ReturnType<typeof callers>;

async function judgeProcedures(call: Call, identities: Identity[], revive: (who: Identity) => Promise<void>) {
  const violations: string[] = [];
  let cells = 0;
  for (const [
    name,
    {
      _def: { type },
    },
  ] of procedures) {
    if (type === 'subscription') continue;
    const row = TABLE[name];
    if (!row) {
      violations.push(`${name} stands in no table: say who may call it`);
      continue;
    }
    for (const identity of identities) {
      cells++;
      violations.push(...judge(name, row, identity, await call(type, name, row.input, identity.token)));
      // some procedures end sessions: the next cell is asked by the same person again
      await revive(identity);
    }
  }
  const gone = Object.keys(TABLE).filter((name) => !procedures.some(([known]) => known === name));
  return { cells, violations: [...violations, ...gone.map((name) => `${name} is no procedure any more`)] };
}

/** Every door knocked at by everyone, one after the other: some end the session by which one came. */
async function judgeDoors(origin: string, identities: Identity[], revive: (who: Identity) => Promise<void>) {
  const violations = missingDoors(Object.keys(DOORS));
  let cells = 0;
  for (const door of [...Object.values(DOORS).flat(), ...BROWSER_DOORS, ...MACHINE_DOORS]) {
    for (const identity of identities) {
      cells++;
      violations.push(...judgeDoor(door, identity, await door.knock(origin, identity)));
      await revive(identity);
    }
  }
  return { cells, violations };
}

/** Pages, doors and subscriptions that the table does not name, and those that it names though they are gone. */
export function missingDoors(named: string[]): string[] {
  const subscriptions = procedures.filter(([, { _def }]) => _def.type === 'subscription');
  const there = [...listAppDoors(), ...subscriptions.map(([name]) => `subscription ${name}`)];
  return [
    ...there.filter((name) => !named.includes(name)).map((name) => `${name} stands in no table: say who may enter`),
    ...named.filter((name) => !there.includes(name)).map((name) => `${name} is no door any more`),
  ];
}

/** The verdict of an answer, and that it holds nothing of a cluster that the person does not reach. */
export function judge(name: string, row: Row, identity: Identity, answer: Answer): string[] {
  const expected = expectedOf(row, identity);
  const found = verdictOf(answer);
  const told = `${name} as ${identity.name}`;
  if (found !== expected) return [`${told}: ${found}, expected ${expected}: ${answer.body.slice(0, 300)}`];
  const foreign = identity.where === 'theirs' ? MINE : THEIRS;
  const leaks = identity.where !== 'everywhere' && answer.body.includes(foreign);
  return leaks && expected === 'allowed' ? [`${told} holds something of ${foreign}`] : [];
}

function verdictOf({ failure }: Answer): Verdict {
  if (failure?.kind === 'unauthenticated') return 'unauthenticated';
  if (failure?.kind === 'forbidden') return 'forbidden';
  const isHidden = failure?.kind === 'not-found' && (failure.what === 'cluster' || failure.what === 'namespace');
  return isHidden ? 'hidden' : 'allowed';
}

/** Answers as a careless hub would give them: a refusal that runs, a foreign cluster in a list, a door left open. */
function plantFaults(identities: Identity[]): [planted: number, caught: number] {
  const who = (name: string) => identities.find((identity) => identity.name === name) as Identity;
  const ran: Answer = { status: 200, body: '{}', failure: undefined };
  const program = identities.find(({ isProgram, out }) => isProgram && !out) as Identity;
  const doorOf = (name: string) => DOORS[name]?.[0] as Door;
  const faults = [
    judge('objects.update', TABLE['objects.update'] as Row, who('viewer'), ran),
    judge('objects.get', TABLE['objects.get'] as Row, who('admin of theirs'), ran),
    judge('clusters.list', TABLE['clusters.list'] as Row, who('viewer'), { ...ran, body: `{"rows":["${THEIRS}"]}` }),
    judge('teams.me', TABLE['teams.me'] as Row, who('revoked'), ran),
    judge('teams.createToken', TABLE['teams.createToken'] as Row, program, ran),
    judgeDoor(doorOf('page /clusters'), who('disabled'), { in: true, body: '' }),
    judgeDoor(doorOf('page /clusters'), who('viewer'), { in: true, body: `<td>${THEIRS}</td>` }),
    judgeDoor(doorOf('POST /api/auth/link'), who('anonymous'), { in: true, body: '' }),
    judgeDoor(doorOf('GET /api/audit/export'), who('viewer'), { in: true, body: '' }),
    missingDoors(Object.keys(DOORS).filter((name) => name !== 'page /account')),
  ];
  return [faults.length, faults.filter((found) => found.length > 0).length];
}

async function registerBoth(call: Call, token: string, kubeconfig: string): Promise<void> {
  const { readFileSync } = await import('node:fs');
  const text = readFileSync(kubeconfig, 'utf8');
  const named = readMembers(kubeconfig).map(({ name }) => name);
  for (const [index, name] of [MINE, THEIRS].entries()) {
    const input = { name, access: { by: 'kubeconfig', text, context: named[index] } };
    const { status, body } = await call('mutation', 'clusters.register', input, token);
    if (status !== 200) throw new Error(`${name} was not registered: ${status} ${body}`);
  }
}

/** An agent that is not yet known: what it holds makes it a person nowhere. */
async function makeAgent(call: Call, token: string): Promise<Identity> {
  const { body } = await call('mutation', 'clusters.createJoinToken', { names: 'proof-*' }, token);
  const made = (JSON.parse(body) as { result: { data: { token: string } } }).result.data;
  return { name: 'agent with its join token', out: true, role: undefined, where: 'everywhere', token: made.token };
}

/** Someone who comes in with a password, invited as people are. */
async function letIn(origin: string, call: Call, token: string): Promise<void> {
  const { login, password } = KNOWN;
  const { body } = await call('mutation', 'teams.invite', { name: 'Known', login }, token);
  const invited = (JSON.parse(body) as { result: { data: { token: string } } }).result.data;
  const headers = { origin, 'x-portolan': '1', 'content-type': 'application/json' };
  const accepted = { method: 'POST', headers, body: JSON.stringify({ token: invited.token, password }) };
  const { status } = await fetch(`${origin}/api/auth/invitation`, accepted);
  if (status !== 200) throw new Error(`the invitation was not taken: ${status}`);
}
