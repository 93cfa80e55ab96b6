import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { postgresRegistry } from '~/server/clusters/store/registry';
import { newCluster } from '~/server/clusters/testing/builders';
import { type Database, openDatabase } from '~/server/db/client';
import { startEmbeddedPostgres } from '~/server/db/embedded/embedded-postgres';
import { ensureDatabase, migrateDatabase } from '~/server/db/migrate';
import { createSealer } from '~/server/db/seal';
import { Secret } from '~/server/kernel/secret';
import { EVERYWHERE } from '~/server/teams/model/grant';
import { newApiToken, tokenHash } from '~/server/teams/tokens';
import type { Saved } from './evidence';
import { type Members, startMembers } from './start-members';
import { bundleReplica, createReplica, type Replica } from './start-replica';
import type { Scene } from './strike';
import { type Link, openLink } from './wire';

const REPLICAS = 3;
const LEASE_SECONDS = 1;
/** A freeze, a hang and a delay, one after the other, take less than this. */
const LATE_SECONDS = 15;

/** Everything that a schedule plays on: members, a database, replicas, and every way between them. */
export type Stage = Scene & {
  database: Database;
  members: Members;
  token: string;
  saves: Saved[];
  origin(): Promise<string>;
  /** Ends every fault; answers what replicas said that ended by themselves. */
  heal(): Promise<string[]>;
  close(): Promise<void>;
};

export async function openStage(): Promise<Stage> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'portolan-prove-chaos-'));
  const [postgres, members] = await Promise.all([startEmbeddedPostgres({ dataDir }), startMembers(), bundleReplica()]);
  const url = `${postgres.url}/chaos`;
  await ensureDatabase(url);
  await migrateDatabase(url, path.resolve('prisma/migrations'));
  const [database, key] = [openDatabase(url, 6), randomBytes(32)];
  const token = await letIn(database, key, members);
  const port = Number(new URL(url).port);
  const databases: (Link & { port: number })[] = [];
  const ways: Map<string, Link>[] = [];
  const replicas: Replica[] = [];
  for (let index = 0; index < REPLICAS; index++) {
    const host = `127.0.1.${index + 1}`;
    const way = await openLink({ host, port: 0 }, { host: '127.0.0.1', port });
    const links = members.each.map(
      async (one) =>
        [one.name, await openLink({ host, port: one.port }, { host: '127.0.0.1', port: one.port })] as const,
    );
    databases.push(way);
    ways.push(new Map(await Promise.all(links)));
    const own = Object.assign(new URL(url), { hostname: host, port: String(way.port) }).href;
    replicas.push(createReplica(index, envOf(own, key, host)));
  }
  const revive = () => Promise.all(replicas.map((replica) => replica.revive()));
  await revive();
  const holding = async (text: string, values: unknown[]) =>
    (await database.pool.query<{ holder: string }>(text, values)).rows[0]?.holder;
  let asked = 0;
  return {
    ...{ replicas, ways, databases, database, members, token, saves: [] },
    holderOf: async (member) => {
      const holder = await holding(
        `SELECT holder FROM cluster_lease l JOIN cluster c ON c.id = l.cluster_id WHERE c.name = $1`,
        [member],
      );
      return Math.max(
        0,
        replicas.findIndex((replica) => replica.holder() === holder),
      );
    },
    isAtWork: async (index) => (await holding(AT_WORK, [replicas[index]?.holder() ?? ''])) !== undefined,
    origin: async () => {
      for (;;) {
        asked += 1;
        const origin = replicas[asked % REPLICAS]?.origin();
        if (origin) return origin;
        await pause(20);
      }
    },
    heal: async () => {
      for (const link of [...databases, ...ways.flatMap((links) => [...links.values()])]) link.heal();
      for (const replica of replicas) replica.thaw();
      await revive();
      return replicas.flatMap((replica) => replica.crashes());
    },
    close: async () => {
      await Promise.all(replicas.map((replica) => replica.stop()));
      for (const link of [...databases, ...ways.flatMap((links) => [...links.values()])]) link.close();
      await Promise.all([members.close(), database.close()]);
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const AT_WORK = `SELECT l.holder FROM application_target t JOIN cluster_lease l ON l.cluster_id = t.cluster_id
  WHERE l.holder = $1 AND t.state IN ('waiting', 'applying', 'withdrawing') LIMIT 1`;

const envOf = (url: string, key: Buffer, host: string): Record<string, string> => ({
  ...{
    DATABASE_URL: url,
    PORTOLAN_KEY: key.toString('base64'),
    CHAOS_HOST: host,
    CHAOS_LATE_SECONDS: String(LATE_SECONDS),
  },
  ...{ PORTOLAN_LEASE_SECONDS: String(LEASE_SECONDS), PORTOLAN_DIAL_ALLOW: '127.0.0.0/8', PORTOLAN_LOG_LEVEL: 'warn' },
});

/** Registers the members, and someone who may do everything; answers their token. */
async function letIn(database: Database, key: Buffer, members: Members): Promise<string> {
  const registry = postgresRegistry(database, createSealer([key]));
  for (const { name, port, member } of members.each) {
    const credential = { kind: 'token' as const, token: new Secret(member.tokens.admin) };
    const access = { server: `https://${name}:${port}`, certificateAuthority: member.ca, credential };
    const kubeSystemUid = member.objects.get('v1', 'namespaces', 'kube-system')?.metadata.uid ?? '';
    await registry.add(newCluster({ name, access, kubeSystemUid }));
  }
  const { prisma } = database;
  const person = await prisma.person.create({ data: { name: 'Ada' } });
  await prisma.accessGrant.create({
    data: { personId: person.id, role: 'fleet-admin', scope: EVERYWHERE, grantedBy: 'the proof' },
  });
  const token = newApiToken();
  const expiresAt = new Date(Date.now() + 86_400_000);
  await prisma.apiToken.create({
    data: {
      personId: person.id,
      tokenHash: tokenHash(token),
      name: 'chaos',
      role: 'fleet-admin',
      createdBy: 'the proof',
      expiresAt,
    },
  });
  return token;
}
