import { Prisma } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';
import { Rule, type RuleInput } from '../model/rule';
import type { KeptRule, RuleStore } from '../ports';
import { ownedBy, teamIdOf } from './owned-by';

const FIELDS = { team: { select: { name: true } }, channels: { select: { channelId: true } } } as const;
/** More rules than anyone reads; each costs a look at what is new. */
const MOST = 2000;

/** Rules in PostgreSQL. */
export function postgresRules({ prisma }: Database): RuleStore {
  const read = async (where: Prisma.NotificationRuleWhereInput) => {
    const orderBy = [{ name: 'asc' }, { id: 'asc' }] as const;
    const found = await prisma.notificationRule.findMany({ where, include: FIELDS, orderBy: [...orderBy], take: MOST });
    return found.flatMap(keptRule);
  };
  return {
    list: (owners) => read(ownedBy(owners)),
    find: async (id) => (await read({ id }))[0],
    enabled: () => read({ enabled: true }),

    save: ({ id, team, channels, ...rule }) =>
      prisma.$transaction(async (tx) => {
        const data = { ...columns(rule), teamId: await teamIdOf(tx, team) };
        const kept =
          id === null
            ? await tx.notificationRule.create({ data })
            : await tx.notificationRule.update({ where: { id }, data });
        await tx.notificationRuleChannel.deleteMany({ where: { ruleId: kept.id } });
        await tx.notificationRuleChannel.createMany({
          data: channels.map((channelId) => ({ ruleId: kept.id, channelId })),
        });
        return kept.id;
      }),

    remove: async (id) => {
      await prisma.notificationRule.deleteMany({ where: { id } });
    },
  };
}

const columns = ({
  name,
  kinds,
  scope,
  grouping,
  timeZone,
  quiet,
  language,
  enabled,
}: Omit<RuleInput, 'id' | 'team' | 'channels'>) => ({
  ...{ name, kinds, scope, timeZone, language, enabled },
  waitSeconds: grouping.wait,
  everySeconds: grouping.interval,
  quiet: quiet ?? Prisma.DbNull,
});

type Row = Prisma.NotificationRuleGetPayload<{ include: typeof FIELDS }>;

/** A rule that cannot be read tells nobody, and is not shown as if it did. */
function keptRule(row: Row): KeptRule[] {
  const { waitSeconds, everySeconds, lastToldAt } = row;
  const readable = Rule.safeParse({
    ...row,
    team: row.team?.name ?? null,
    channels: row.channels.map(({ channelId }) => channelId),
    grouping: { wait: waitSeconds, interval: everySeconds },
  });
  return readable.success ? [{ ...readable.data, lastToldAt: lastToldAt?.toISOString() ?? null }] : [];
}
