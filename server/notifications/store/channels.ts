import { randomUUID } from 'node:crypto';
import { Prisma } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';
import type { Sealer } from '~/server/db/seal';
import { Secret } from '~/server/kernel/secret';
import { ChannelKind, MailServer } from '../model/channel';
import type { ChannelStore, KeptChannel } from '../ports';
import { ownedBy, teamIdOf } from './owned-by';

const PURPOSE = 'notification-channel';
const FIELDS = { team: { select: { name: true } }, _count: { select: { rules: true } } } as const;

/** Channels in PostgreSQL; all that opens one is sealed in a table of its own. */
export function postgresChannels({ prisma }: Database, sealer: Sealer): ChannelStore {
  const read = async (where: Prisma.NotificationChannelWhereInput) => {
    const found = await prisma.notificationChannel.findMany({
      where,
      include: FIELDS,
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: 2000,
    });
    return found.flatMap(keptChannel);
  };
  const seal = async (tx: Prisma.TransactionClient, url: Secret | undefined, key: Secret | undefined) => {
    const binding = { id: randomUUID(), purpose: PURPOSE, version: 1 };
    const value = new Secret(JSON.stringify({ url: url?.reveal(), key: key?.reveal() }));
    await tx.sealedSecret.create({ data: { ...binding, ...sealer.seal(binding, value) } });
    return binding.id;
  };
  const dropSecret = async (tx: Prisma.TransactionClient, id: string) => {
    const old = await tx.notificationChannel.findUnique({ where: { id }, select: { secretId: true } });
    if (old?.secretId) await tx.sealedSecret.deleteMany({ where: { id: old.secretId } });
  };
  return {
    list: (owners) => read(ownedBy(owners)),
    find: async (id) => (await read({ id }))[0],

    open: async (id) => {
      const row = await prisma.notificationChannel.findUnique({ where: { id } });
      const secret = row?.secretId ? await prisma.sealedSecret.findUnique({ where: { id: row.secretId } }) : null;
      if (!row || !secret) return undefined;
      const { url, key } = readSecret(
        sealer.open({ id: secret.id, purpose: PURPOSE, version: secret.version }, secret),
      );
      return {
        ...{ id, url, key, kind: ChannelKind.parse(row.kind), certificateAuthority: row.certificateAuthority },
        server: row.server === null ? null : MailServer.parse(row.server),
      };
    },

    save: ({ id, team, url, key, server, ...fields }) =>
      prisma.$transaction(async (tx) => {
        const teamId = await teamIdOf(tx, team);
        if (id !== null) await dropSecret(tx, id);
        const secretId = await seal(tx, url, key);
        const data = { ...fields, teamId, secretId, server: server ?? Prisma.DbNull };
        const kept =
          id === null
            ? await tx.notificationChannel.create({ data })
            : await tx.notificationChannel.update({ where: { id }, data });
        return kept.id;
      }),

    remove: (id) =>
      prisma.$transaction(async (tx) => {
        await dropSecret(tx, id);
        await tx.notificationChannel.deleteMany({ where: { id } });
      }),
  };
}

function readSecret(value: Secret): { url: Secret | undefined; key: Secret | undefined } {
  const { url, key } = JSON.parse(value.reveal()) as { url?: string; key?: string };
  return { url: url === undefined ? url : new Secret(url), key: key === undefined ? key : new Secret(key) };
}

type Row = Prisma.NotificationChannelGetPayload<{ include: typeof FIELDS }>;

function keptChannel({ id, name, team, kind, leadsTo, server, certificateAuthority, _count }: Row): KeptChannel[] {
  const [known, mail] = [ChannelKind.safeParse(kind), MailServer.nullable().safeParse(server)];
  if (!known.success || !mail.success) return [];
  return [
    {
      ...{ id, name, team: team?.name ?? null, kind: known.data, leadsTo },
      ...{ server: mail.data, certificateAuthority, rules: _count.rules },
    },
  ];
}
