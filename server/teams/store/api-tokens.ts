import type { ApiToken, Person } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';
import { DomainError } from '~/server/kernel/failure';
import { cutRights } from '../core/cut-rights';
import type { Action } from '../model/action';
import type { PersonActor } from '../model/actor';
import { GrantScope } from '../model/grant';
import type { Rights } from '../model/rights';
import type { TokenRow } from '../model/token';
import type { GrantStore, KeptMachine, TokenStore } from '../ports';
import { readRights } from './rights';

const MOST = 50;
const MINUTE = 60_000;

/** Tokens of the API in PostgreSQL, and the machines that show them. */
export function postgresTokens(database: Database, { actionsOf }: Pick<GrantStore, 'actionsOf'>): TokenStore {
  const { prisma } = database;
  const actorOf = async (found: Found | null, now: Date): Promise<PersonActor | undefined> => {
    if (!found || found.expiresAt <= now || found.person.disabledAt) return undefined;
    const { id, name } = found.person;
    const rights = await rightsOf(database, found, (await actionsOf(found.role)) ?? [], now);
    return { kind: 'person', id, name, rights, token: { id: found.id, name: found.name } };
  };
  return {
    find: async (tokenHash, now) => {
      const found = await prisma.apiToken.findUnique({ where: { tokenHash }, include: { person: true } });
      const actor = await actorOf(found, now);
      if (!found || !actor) return undefined;
      if (now.getTime() - (found.lastUsedAt?.getTime() ?? 0) > MINUTE) {
        await prisma.apiToken.updateMany({ where: { id: found.id }, data: { lastUsedAt: now } });
      }
      return actor;
    },

    again: async (id, now) =>
      actorOf(await prisma.apiToken.findUnique({ where: { id }, include: { person: true } }), now),

    list: async (personId) =>
      (await prisma.apiToken.findMany({ where: { personId }, orderBy: { createdAt: 'desc' } })).map(tokenRow),

    add: (personId, { scope, ...token }) =>
      prisma.$transaction(async (tx) => {
        if ((await tx.apiToken.count({ where: { personId } })) >= MOST) {
          throw new DomainError({ kind: 'limit', what: 'tokens of one account', limit: MOST, unit: 'tokens' });
        }
        const data = { ...token, personId, ...(scope === null ? {} : { scope }) };
        return (await tx.apiToken.create({ data })).id;
      }),

    remove: async (personId, id) => (await prisma.apiToken.deleteMany({ where: { id, personId } })).count > 0,

    machines: async (now) => {
      const include = { owner: true, tokens: { select: { expiresAt: true, lastUsedAt: true } } } as const;
      const order = [{ name: 'asc' as const }, { id: 'asc' as const }];
      const found = await prisma.person.findMany({ where: { kind: 'service' }, include, orderBy: order, take: 5000 });
      return found.map((machine) => machineRow(machine, now));
    },

    addMachine: async (name, team) => {
      const owner = team === null ? null : await prisma.team.findUnique({ where: { name: team } });
      if (team !== null && !owner) throw new DomainError({ kind: 'not-found', what: 'team', name: team });
      return (await prisma.person.create({ data: { name, kind: 'service', ownerId: owner?.id ?? null } })).id;
    },
  };
}

type MachineRecord = Person & { owner: { name: string } | null; tokens: Pick<ApiToken, 'expiresAt' | 'lastUsedAt'>[] };

function machineRow({ id, name, owner, disabledAt, createdAt, tokens }: MachineRecord, now: Date): KeptMachine {
  const ends = tokens.map(({ expiresAt }) => expiresAt.getTime()).filter((end) => end > now.getTime());
  const uses = tokens.flatMap(({ lastUsedAt }) => (lastUsedAt === null ? [] : [lastUsedAt.getTime()]));
  const instant = (times: number[], pick: (...times: number[]) => number) =>
    times.length === 0 ? null : new Date(pick(...times)).toISOString();
  return {
    ...{ id, name, owner: owner?.name ?? null, disabled: disabledAt !== null, tokens: ends.length },
    ...{ nextEnd: instant(ends, Math.min), lastUsedAt: instant(uses, Math.max), createdAt: createdAt.toISOString() },
  };
}

type Found = ApiToken & { person: Person };

async function rightsOf(
  { prisma, pool }: Database,
  token: Found,
  actions: readonly Action[],
  at: Date,
): Promise<Rights> {
  const scope = token.scope === null ? { success: true as const, data: null } : GrantScope.safeParse(token.scope);
  // a scope that cannot be read lets nothing through
  if (!scope.success) return [];
  const rights = await readRights(prisma, token.personId, at);
  const bearing = new Map<string, string[]>();
  for (const { clusters } of [...rights.map((held) => held.scope), ...(scope.data ? [scope.data] : [])]) {
    if (clusters.by !== 'label' || scope.data === null) continue;
    const labels = JSON.stringify(clusters.labels);
    const { rows } = await pool.query<{ name: string }>('SELECT name FROM cluster WHERE labels @> $1::jsonb', [labels]);
    bearing.set(
      labels,
      rows.map(({ name }) => name),
    );
  }
  const cut = { actions, scope: scope.data, expiresAt: token.expiresAt };
  return cutRights(rights, cut, (labels) => bearing.get(JSON.stringify(labels)) ?? []);
}

function tokenRow({ scope, createdAt, expiresAt, lastUsedAt, id, name, role, createdBy }: ApiToken): TokenRow {
  return {
    ...{ id, name, role, createdBy },
    scope: scope === null ? null : (GrantScope.safeParse(scope).data ?? null),
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
