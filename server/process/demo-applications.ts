import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readApplication } from '~/server/federation/read-application';
import { saveApplication } from '~/server/federation/save-application';
import { failureOf } from '~/server/kernel/failure';
import { saveTeam } from '~/server/teams/edit-team';
import { grantAccess } from '~/server/teams/grant-access';
import type { PersonActor } from '~/server/teams/model/actor';
import type { Wiring } from '~/server/wiring';
import { step, tell } from './progress';

const FOLDER = path.resolve('deploy/demo');
/** Whose are the namespaces in which the demo's members run the company's applications. */
const TEAMS = { storefront: 'shop', payments: 'payments', search: 'search', ads: 'ads', data: 'data' };
/** What is rolled out when a person first looks. */
const NEXT = { application: 'edge-cache', was: 'varnish:7.6.1', is: 'varnish:7.6.2' };
const AWAITED_MS = 20_000;
const LOOK_EVERY_MS = 500;

/** The teams of the demo's company and what they run over many clusters; what is there from an earlier start stays as it is. */
export async function writeDemoApplications(wiring: Wiring, operator: PersonActor): Promise<void> {
  const who = { actor: { ...operator, action: 'federation.save' as const }, requestId: 'demo' };
  const names = new Set((await wiring.teams.teams.list(null)).map(({ name }) => name));
  for (const [name, namespace] of Object.entries(TEAMS)) {
    if (names.has(name)) continue;
    await saveTeam(wiring.teams, who, { name, description: `Runs what is in the namespace ${namespace}` });
    const scope = { clusters: { by: 'all' as const }, namespaces: [namespace], environments: null };
    await grantAccess(wiring.teams, who, {
      ...{ subject: { to: 'team', name }, role: 'editor', scope, hours: null, reason: 'the demo' },
    });
  }
  await step('Writing the applications of the demo', () => writeThem(wiring, who));
}

type Who = { actor: PersonActor; requestId: string };

async function writeThem(wiring: Wiring, who: Who): Promise<void> {
  await placesAreKnown(wiring);
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));
  await Promise.all(
    files.map(async (file) => {
      const text = readFileSync(path.join(FOLDER, file), 'utf8');
      const isNew = await save(wiring, who, { text, base: null, reason: 'the demo', atOnce: true });
      if (!isNew || file !== `${NEXT.application}.yaml`) return;
      await isEverywhere(wiring, who, NEXT.application);
      const next = text.replaceAll(NEXT.was, NEXT.is);
      await save(wiring, who, { text: next, base: 1, reason: 'a security fix of the cache', atOnce: false });
    }),
  );
}

type Written = { text: string; base: number | null; reason: string; atOnce: boolean };

/** Whether it was saved: not where there is one of its name. */
async function save({ federation }: Wiring, who: Who, written: Written): Promise<boolean> {
  try {
    await saveApplication(federation, who, { ...written, restores: null, confirmsRemoval: false });
    return true;
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    if (failure.kind !== 'conflict') tell(`an application of the demo is not saved: ${JSON.stringify(failure)}`);
    return false;
  }
}

/** Placements go by what the hub learns of a member, and nothing is placed where nothing is known. */
const placesAreKnown = ({ federation }: Wiring) =>
  awaited(async () =>
    (await federation.candidates.of('')).every(
      ({ region, provider, status }) => region !== null && provider !== null && status !== 'unknown',
    ),
  );

/** What goes out in waves goes over what stands. */
const isEverywhere = ({ federation }: Wiring, { actor }: Who, name: string) =>
  awaited(async () =>
    (await readApplication(federation, actor, { name })).targets.every(({ state }) => state === 'applied'),
  );

/** Until it is so; a member that does not answer is waited for only so long. */
async function awaited(isSo: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + AWAITED_MS;
  while (!(await isSo()) && Date.now() < until) await pause(LOOK_EVERY_MS);
}
