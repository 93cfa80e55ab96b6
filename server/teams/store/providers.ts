import { randomUUID } from 'node:crypto';
import { type IdentityProvider, Prisma } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';
import type { Sealer } from '~/server/db/seal';
import { DomainError } from '~/server/kernel/failure';
import { Secret } from '~/server/kernel/secret';
import { ProviderHealth, ProviderInput, type ProviderRow } from '../model/provider';
import type { ProviderStore } from '../ports';
import { holdGrants, requireFleetAdmin } from './fleet-admin';
import { recognize } from './recognize';

const PURPOSE = 'identity-provider';
const MOST_FLOWS = 10_000;

/** Identity providers in PostgreSQL; their secrets are sealed in a table of their own. */
export function postgresProviders({ prisma }: Database, sealer: Sealer): ProviderStore {
  const openSecret = async (id: string | null) => {
    if (id === null) return undefined;
    const row = await prisma.sealedSecret.findUniqueOrThrow({ where: { id } });
    return sealer.open({ id: row.id, purpose: row.purpose, version: row.version }, row);
  };
  return {
    list: async () => (await prisma.identityProvider.findMany({ orderBy: { name: 'asc' } })).map(providerRow),
    find: async (name) => {
      const found = await prisma.identityProvider.findUnique({ where: { name } });
      return found ? { ...providerRow(found), id: found.id, secret: await openSecret(found.secretId) } : undefined;
    },
    save: ({ clientSecret, ...given }) =>
      prisma.$transaction(async (tx) => {
        const before = await tx.identityProvider.findUnique({ where: { name: given.name } });
        // a secret goes to the issuer that it was given for, and to no other
        const isKept = clientSecret === undefined && before?.issuer === given.issuer;
        if (before && !isKept) await dropSecret(tx, before);
        const secretId = isKept ? before.secretId : await keepSecret(tx, sealer, clientSecret);
        const isReachedSo = before?.issuer === given.issuer && before.authority === given.authority;
        const data = { ...given, secretId, ...(isReachedSo ? {} : { health: Prisma.DbNull }) };
        await tx.identityProvider.upsert({ where: { name: given.name }, create: data, update: data });
      }),
    note: async ({ name = '', issuer, authority }, health) => {
      await prisma.identityProvider.updateMany({ where: { name, issuer, authority }, data: { health } });
    },
    remove: (name) =>
      prisma.$transaction(async (tx) => {
        const before = await tx.identityProvider.findUnique({ where: { name } });
        if (!before) return false;
        await holdGrants(tx);
        const { count } = await tx.teamMember.deleteMany({ where: { source: name } });
        if (count > 0) await requireFleetAdmin(tx, 'provider', name);
        await tx.identityProvider.delete({ where: { name } });
        await dropSecret(tx, before);
        return true;
      }),
    begin: async (flow, now) => {
      await prisma.oidcFlow.deleteMany({ where: { expiresAt: { lte: now } } });
      if ((await prisma.oidcFlow.count()) >= MOST_FLOWS) {
        throw new DomainError({ kind: 'limit', what: 'sign-ins under way', limit: MOST_FLOWS, unit: 'sign-ins' });
      }
      await prisma.oidcFlow.create({ data: flow });
    },
    take: (provider, hashes, now) =>
      prisma.$transaction(async (tx) => {
        const where = { ...hashes, expiresAt: { gt: now }, provider: { name: provider } };
        const flow = await tx.oidcFlow.findFirst({ where });
        // the count decides between two who bring the same state at once
        if (!flow || (await tx.oidcFlow.deleteMany({ where: hashes })).count === 0) return undefined;
        return { origin: flow.origin, next: flow.next };
      }),
    recognize: (provider, claimed) => prisma.$transaction((tx) => recognize(tx, provider, claimed)),
  };
}

async function keepSecret(
  tx: Prisma.TransactionClient,
  sealer: Sealer,
  secret: string | undefined,
): Promise<string | null> {
  if (secret === undefined) return null;
  const binding = { id: randomUUID(), purpose: PURPOSE, version: 1 };
  await tx.sealedSecret.create({ data: { ...binding, ...sealer.seal(binding, new Secret(secret)) } });
  return binding.id;
}

async function dropSecret(tx: Prisma.TransactionClient, { id, secretId }: IdentityProvider): Promise<void> {
  if (secretId === null) return;
  await tx.identityProvider.updateMany({ where: { id }, data: { secretId: null } });
  await tx.sealedSecret.delete({ where: { id: secretId } });
}

function providerRow({
  secretId,
  groups,
  health,
  id: _id,
  createdAt: _createdAt,
  ...row
}: IdentityProvider): ProviderRow {
  // a mapping that cannot be read puts nobody into a team
  const readable = ProviderInput.shape.groups.safeParse(groups);
  const told = { hasSecret: secretId !== null, health: ProviderHealth.safeParse(health).data ?? null };
  return { ...row, groups: readable.data ?? {}, ...told };
}
