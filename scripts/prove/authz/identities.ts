import crypto from 'node:crypto';
import type { Database } from '~/server/db/client';
import { EVERYWHERE, type GrantScope } from '~/server/teams/model/grant';
import { tokenHash } from '~/server/teams/tokens';
import { LADDER, MINE, type Rung, THEIRS } from './table';

/** Who asks: what they hold, where, and how they show who they are. */
export type Identity = {
  name: string;
  /** No session that lives: nothing is answered. */
  out: boolean;
  role: Rung | 'auditor' | undefined;
  where: 'mine' | 'namespace' | 'theirs' | 'everywhere';
  token: string | undefined;
  personId?: string;
  /** Shows a token of the API, by which nobody opens further ways in. */
  isProgram?: true;
};

const on = (name: string, namespaces: string[] | null = null): GrantScope => ({
  ...EVERYWHERE,
  clusters: { by: 'name', names: [name] },
  namespaces,
});
export const SCOPES: Record<Identity['where'], GrantScope> = {
  mine: on(MINE),
  namespace: on(MINE, ['default']),
  theirs: on(THEIRS),
  everywhere: EVERYWHERE,
};

/** People in every state and of every role, here and in another team's cluster, each with a session of their own. */
export async function makeIdentities(database: Database): Promise<Identity[]> {
  const make = async (
    name: string,
    role: Identity['role'],
    where: Identity['where'],
    out = false,
  ): Promise<Identity> => {
    const person = await database.prisma.person.create({ data: { name } });
    const grant = { personId: person.id, role: role ?? '', scope: SCOPES[where], grantedBy: 'the proof' };
    if (role) await database.prisma.accessGrant.create({ data: grant });
    const token = `portolan_session_${crypto.randomBytes(32).toString('base64url')}`;
    await openSession(database, person.id, token);
    return { name, out, role, where, token, personId: person.id };
  };
  const { prisma } = database;
  const [expired, revoked, disabled] = [
    await make('expired', 'fleet-admin', 'everywhere', true),
    await make('revoked', 'fleet-admin', 'everywhere', true),
    await make('disabled', 'fleet-admin', 'everywhere', true),
  ];
  await prisma.session.updateMany({ where: { person: { name: 'expired' } }, data: { expiresAt: new Date(0) } });
  await prisma.session.deleteMany({ where: { person: { name: 'revoked' } } });
  await prisma.person.updateMany({ where: { name: 'disabled' }, data: { disabledAt: new Date() } });
  const anonymous: Identity = { name: 'anonymous', out: true, role: undefined, where: 'everywhere', token: undefined };
  return [
    ...[anonymous, expired, revoked, disabled],
    await make('without a grant', undefined, 'everywhere'),
    await make('viewer of theirs', 'viewer', 'theirs'),
    await make('admin of theirs', 'admin', 'theirs'),
    await make('viewer of a namespace', 'viewer', 'namespace'),
    await make('editor of a namespace', 'editor', 'namespace'),
    ...(await Promise.all(LADDER.slice(0, 4).map((role) => make(role, role, 'mine')))),
    await make('fleet admin', 'fleet-admin', 'everywhere'),
    await make('auditor', 'auditor', 'everywhere'),
  ];
}

/** Opens the session of someone who has one again, when what they called has ended it. */
export async function keepSession(database: Database, { out, token, personId }: Identity): Promise<void> {
  if (out || token === undefined || personId === undefined) return;
  const found = await database.prisma.session.findUnique({ where: { tokenHash: tokenHash(token) } });
  if (!found) await openSession(database, personId, token);
}

/** A session that lives for an hour. */
export async function openSession(database: Database, personId: string, token: string): Promise<void> {
  const data = { tokenHash: tokenHash(token), personId, expiresAt: new Date(Date.now() + 3_600_000) };
  await database.prisma.session.create({ data });
}
