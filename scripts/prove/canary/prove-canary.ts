import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { appRouter } from '~/server/api/root';
import { type Database, openDatabase } from '~/server/db/client';
import { startEmbeddedPostgres } from '~/server/db/embedded/embedded-postgres';
import { ensureDatabase } from '~/server/db/migrate';
import { startScriptedMember } from '~/server/kube/testing/scripted-member';
import { startBenchHub, startBenchMembers } from '../../bench/programs';
import { readMembers, tokenOf } from '../../bench/read-members';
import { callers } from '../authz/call';
import { TABLE } from '../authz/table';
import type { Proof } from '../proof';
import { type Canary, canary, findCanaries } from './find-canaries';
import { CLUSTER, plantCanaries, SECRET } from './plant-canaries';
import { plantWaysIn } from './plant-ways-in';
import { dumpDatabase, readAddress, type Seen } from './read-everything';

type Definition = { type: 'query' | 'mutation' | 'subscription' };
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: Definition }>);
const queries = procedures.filter(([, { _def }]) => _def.type === 'query').map(([name]) => name);

const OBJECT = `/clusters/${CLUSTER}/objects/core/v1/secrets/default/canary`;
const PAGES = [
  '/',
  '/clusters',
  `/clusters/${CLUSTER}`,
  '/audit',
  '/account',
  '/sign-in',
  ...['', '/people', '/access', '/notifications', '/notifications/channels'].map((tab) => `/teams${tab}`),
  ...['', 'yaml', 'fields'].map((view) => `${OBJECT}?view=${view}`),
];
const exportOf = (format: string) => `/api/audit/export?input=${encodeURIComponent(JSON.stringify({ format }))}`;

/** Secrets everywhere where the hub may come upon one: in no answer, page, export, log, stream, record or table afterwards. */
export const proveCanary: Proof = async () => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'portolan-prove-canary-'));
  const server = await startEmbeddedPostgres({ dataDir });
  const url = `${server.url}/canary`;
  await ensureDatabase(url);
  const members = await startBenchMembers(['--members', '1', '--nodes', '2']);
  const echo = await startScriptedMember(({ headers, url }, response) => {
    const said = {
      kind: 'Status',
      status: 'Failure',
      reason: 'Unauthorized',
      message: `not ${headers.authorization} at ${url}`,
      code: 401,
    };
    response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify(said));
  });
  const metrics = canary('metrics token');
  const hub = await startBenchHub({
    ...{ DATABASE_URL: url, PORTOLAN_DIAL_ALLOW: '127.0.0.0/8', PORTOLAN_METRICS_TOKEN: metrics.value },
    ...{ PORTOLAN_LOG_LEVEL: 'trace', PORTOLAN_AUDIT_STREAM: 'stdout' },
  });
  const database = openDatabase(url, 4);
  try {
    const [member] = readMembers(members.kubeconfig);
    if (!member) throw new Error('there is no member');
    const call = callers(hub.origin);
    const kubeconfig = readFileSync(members.kubeconfig, 'utf8');
    const way = { echo: echo.member.server, echoCa: echo.authority.certificate };
    const planted = await plantCanaries({ call, token: hub.token, member, kubeconfig, ...way });
    const own = [
      metrics,
      { name: 'session', value: hub.token },
      { name: 'token of the member', value: tokenOf(member) },
    ];
    const ways = await plantWaysIn({ call, origin: hub.origin, token: hub.token, ...way });
    const canaries = [...planted.canaries, ...ways.canaries, ...own];
    const seen = [...planted.seen, ...ways.seen, ...(await readAnswers(call, hub)), ...(await dumpDatabase(database))];
    seen.push({ where: 'log and stream', text: withoutLink(hub.output()) });
    const caught = await plantFaults(database, canaries);
    const violations = judge(seen, canaries);
    const counts = { canaries: canaries.length, texts: seen.length, megabytes: megabytes(seen) };
    return {
      counts: { ...counts, faults_planted: caught.length, faults_caught: caught.filter(Boolean).length },
      violations,
    };
  } finally {
    await database.close();
    await hub.stop();
    await echo.stop();
    await members.stop();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

const judge = (seen: readonly Seen[], canaries: readonly Canary[]): string[] =>
  seen.flatMap(({ where, text }) => findCanaries(text, canaries).map((name) => `${where} holds: ${name}`));

const megabytes = (seen: readonly Seen[]) =>
  Math.round(seen.reduce((sum, { text }) => sum + text.length, 0) / 1e4) / 100;
/** The one-time link is for the terminal; it opens nothing twice. */
const withoutLink = (output: string) => output.replace(/sign-in#token=\S+/g, '');

/** Every query, with what the secrets were planted in where it takes an object; every page; both exports. */
async function readAnswers(call: ReturnType<typeof callers>, hub: { origin: string; token: string }): Promise<Seen[]> {
  const { origin, token } = hub;
  const kind = { group: '', version: 'v1', plural: 'secrets' };
  const special: Record<string, unknown> = {
    'objects.get': SECRET,
    'objects.revisions': SECRET,
    'objects.list': { cluster: CLUSTER, kind, namespace: 'default' },
    'clusters.get': { name: CLUSTER },
    'clusters.search': { text: 'canary' },
    'audit.list': { offset: 0, limit: 500 },
  };
  const seen: Seen[] = [];
  const ask = async (type: 'query' | 'mutation', name: string, input: unknown) => {
    const { body } = await call(type, name, input, token);
    seen.push({ where: name, text: body });
    return body;
  };
  const people = JSON.parse(await ask('query', 'teams.accounts', undefined)) as People;
  for (const { id } of people.result.data) {
    for (const name of ['teams.sessionsOf', 'teams.tokensOf']) await ask('query', name, { id });
  }
  for (const name of queries) await ask('query', name, special[name] ?? TABLE[name]?.input);
  await ask('mutation', 'objects.compare', { ...SECRET, cluster: undefined, clusters: [CLUSTER] });
  const listed = JSON.parse(await ask('query', 'audit.list', special['audit.list'])) as Listed;
  for (const { id } of listed.result.data.rows) await ask('query', 'audit.get', { id });
  for (const page of [...PAGES, ...['csv', 'ndjson'].map(exportOf)]) seen.push(await readAddress(origin, page, token));
  return seen;
}

type People = { result: { data: { id: string }[] } };
type Listed = { result: { data: { rows: { id: string }[] } } };

/** A canary in a table, in base64 in an answer, and in a log line: each must be told. */
async function plantFaults(database: Database, canaries: readonly Canary[]): Promise<boolean[]> {
  const [first] = canaries;
  const value = first?.value ?? '';
  const leak = await database.prisma.person.create({ data: { name: `about ${value}` } });
  const dumped = judge(await dumpDatabase(database), canaries);
  await database.prisma.person.delete({ where: { id: leak.id } });
  const answer = { where: 'an answer', text: JSON.stringify({ data: Buffer.from(`x${value}`).toString('base64') }) };
  const log = { where: 'a log', text: `{"err":"401 for Bearer ${value}"}` };
  return [dumped.length === 1, judge([answer], canaries).length === 1, judge([log], canaries).length === 1];
}
