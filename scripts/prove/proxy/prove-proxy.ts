import { TOKEN as PERSONS, startMembersDoor } from '~/server/gateway/testing/members-door';
import { connectMember } from '~/server/kube/member-connection';
import { createTestAuthority, type TestAuthority } from '~/server/kube/testing/certificates';
import { loopbackDialer } from '~/server/kube/testing/scripted-member';
import { ADA } from '~/server/teams/testing/people';
import type { Proof } from '../proof';
import { startCarelessDoor } from './careless-door';
import { type Authorized, judgeArrived } from './judge-arrived';
import { malformedRequest, seeded } from './malformed-requests';
import { createRawClient } from './raw-client';
import { type RawMember, startRawMember } from './raw-member';

const WORKERS = 8;
const SEEDS = 10;
const REQUESTS_PER_SEED = 20_000;
const PLANTED_REQUESTS = 800;
const MOST_RSS_MB = 96;
const MOST_TOLD = 1_000;
const EXPECTED = { user: `portolan:user:${ADA.id}`, groups: ['portolan:team:crew'] };
/** The kinds of fault of the careless door, each of which must be told. */
const FAULTS = ['a foreign header:', 'a path of more than one form', 'somebody else: impersonate-user'];

/**
 * Requests that are wrong in their address, headers, framing or upgrade come to the door as raw bytes; what arrives at the
 * member must be exactly what was parsed and authorized.
 */
export const proveProxy: Proof = async ({ seeds }) => {
  const authority = await createTestAuthority();
  const start = () => Promise.all(Array.from({ length: WORKERS }, (_, at) => startRawMember(authority, `c${at}`)));
  const planted = await sendCarelessly(authority, await start());
  const members = await start();
  const record = new Map<string, Authorized[]>(members.map(({ member }) => [member.name, []]));
  const connections = members.map(({ member }) => connectMember(member, { dialer: loopbackDialer }));
  const troubles: string[] = [];
  const keep = async ({ target }: { target: Record<string, unknown> }) =>
    void record.get(String(target['cluster']))?.push(target);
  const door = await startMembersDoor(
    Object.fromEntries(connections.map((connection) => [connection.member.name, connection])),
    () => ADA,
    {
      audit: {
        intend: async (intent) => keep(intent).then(() => ''),
        settle: async () => {},
        access: keep,
        refuse: async () => {},
        abandonBefore: async () => 0,
      },
      onTrouble: (detail, error) => void troubles.push(`${detail}: ${error}`),
    },
  );
  const sent = await sendAll(members, {
    port: Number(new URL(door.url).port),
    ca: door.ca,
    requests: REQUESTS_PER_SEED * (seeds ?? SEEDS),
    record,
    seed: 1,
  });
  await door.stop();
  await Promise.all(connections.map((connection) => connection.close()));
  await Promise.all(members.map((member) => member.stop()));
  const grown = sent.rssMb > MOST_RSS_MB ? [`the process holds ${sent.rssMb} MB more after the second half`] : [];
  const counts = {
    ...{
      requests: sent.requests,
      arrived: sent.arrived,
      refused: sent.refused,
      closed: sent.closed,
      rss_mb: sent.rssMb,
    },
    ...{
      faults_planted: FAULTS.length,
      faults_caught: FAULTS.filter((fault) => planted.violations.some((one) => one.includes(fault))).length,
    },
  };
  return { counts, violations: [...new Set([...sent.violations, ...troubles, ...grown])].slice(0, 50) };
};

async function sendCarelessly(authority: TestAuthority, members: RawMember[]) {
  const door = await startCarelessDoor(authority, new Map(members.map(({ member }) => [member.name, member])));
  const ca = authority.certificate;
  const told = await sendAll(members, { ...door, ca, requests: PLANTED_REQUESTS, record: undefined, seed: 0 });
  await Promise.all([door.stop(), ...members.map((member) => member.stop())]);
  return told;
}

type Sending = {
  port: number;
  ca: string;
  requests: number;
  record: Map<string, Authorized[]> | undefined;
  seed: number;
};

async function sendAll(members: readonly RawMember[], { port, ca, requests, record, seed }: Sending) {
  const told = { requests: 0, arrived: 0, refused: 0, closed: 0, rssMb: 0, violations: [] as string[] };
  let before = 0;
  const count = (status: number) => {
    told.requests += 1;
    if (status === 0) told.closed += 1;
    if (status >= 400) told.refused += 1;
    if (told.requests === requests / 2) before = process.memoryUsage().rss;
  };
  const judge = (raw: RawMember, bytes: string) => {
    const authorized = record?.get(raw.member.name)?.splice(0) ?? [];
    const arrived = raw.taken();
    told.arrived += arrived.length;
    const wrongs = arrived.flatMap((one) => judgeArrived(one, authorized, EXPECTED));
    if (told.violations.length < MOST_TOLD)
      told.violations.push(...wrongs.map((wrong) => `${wrong} after ${JSON.stringify(bytes.slice(0, 300))}`));
  };
  const work = async (raw: RawMember, worker: number) => {
    const client = createRawClient(port, ca);
    const random = seeded(seed * WORKERS + worker + 1);
    for (let sent = 0; sent < requests / members.length; sent++) {
      const { bytes, ends } = malformedRequest(random, raw.member.name, PERSONS);
      count(await client.send(bytes, ends));
      judge(raw, bytes);
    }
    client.close();
  };
  await Promise.all(members.map(work));
  told.rssMb = Math.round((process.memoryUsage().rss - before) / 2 ** 20);
  return told;
}
