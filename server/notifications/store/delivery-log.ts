import type { Prisma, PrismaClient } from '~/prisma/generated/client';
import { ChannelKind } from '../model/channel';
import {
  DELIVERY_STATES,
  DeliveryFault,
  type DeliveryListInput,
  type DeliveryPage,
  type DeliveryRow,
} from '../model/delivery';
import type { Owners } from '../ports';
import { ownedBy } from './owned-by';

const FIELDS = {
  ...{ id: true, rule: true, began: true, ended: true, state: true, attempts: true, fault: true, status: true },
  ...{ createdAt: true, settledAt: true, nextAt: true },
  channel: { select: { name: true, kind: true, team: { select: { name: true } } } },
} as const;

/** The newest first: what went through the channels of these owners, and how it fared. */
export async function listDeliveries(
  prisma: PrismaClient,
  owners: Owners,
  { states, text, offset, limit }: DeliveryListInput,
): Promise<DeliveryPage> {
  const contains = { contains: text?.trim() ?? '', mode: 'insensitive' } as const;
  const where = {
    channel: ownedBy(owners),
    ...(states && states.length > 0 ? { state: { in: states } } : {}),
    ...(text ? { OR: [{ rule: contains }, { channel: { name: contains } }] } : {}),
  };
  const [found, total] = await Promise.all([
    prisma.notificationDelivery.findMany({
      where,
      select: FIELDS,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      skip: offset,
      take: limit,
    }),
    prisma.notificationDelivery.count({ where }),
  ]);
  return { rows: found.map(rowOf), total };
}

/** One of them; undefined when there is none of these owners. */
export async function findDelivery(prisma: PrismaClient, owners: Owners, id: string): Promise<DeliveryRow | undefined> {
  const found = await prisma.notificationDelivery.findFirst({
    where: { id, channel: ownedBy(owners) },
    select: FIELDS,
  });
  return found ? rowOf(found) : undefined;
}

type Row = Prisma.NotificationDeliveryGetPayload<{ select: typeof FIELDS }>;

const rowOf = ({ channel, ...row }: Row): DeliveryRow => ({
  ...row,
  team: channel.team?.name ?? null,
  channel: channel.name,
  channelKind: ChannelKind.parse(channel.kind),
  state: DELIVERY_STATES.find((state) => state === row.state) ?? 'waiting',
  fault: DeliveryFault.nullable().catch(null).parse(row.fault),
  createdAt: row.createdAt.toISOString(),
  settledAt: row.settledAt?.toISOString() ?? null,
  nextAt: row.nextAt?.toISOString() ?? null,
});
