import type { Database } from '~/server/db/client';
import { newApiToken, tokenHash } from '~/server/teams/tokens';
import { type Identity, SCOPES } from './identities';
import { openKubectl } from './kubectl-session';
import type { Rung } from './table';

type Cut = { role: Rung; where?: Identity['where']; ends?: Date };

/**
 * Programs of these people. Their kubectl may what they may; what a token may is the least of what its person, its role and its
 * scope allow.
 */
export async function makeTokens(database: Database, people: readonly Identity[]): Promise<Identity[]> {
  const byKubectl = async (of: string, held: Pick<Identity, 'role' | 'where'> & { out?: true }) => {
    const personId = people.find(({ name }) => name === of)?.personId ?? '';
    const token = await openKubectl(database, personId);
    return { out: false, ...held, name: `kubectl of ${of}`, token, isProgram: true } satisfies Identity;
  };
  const make = async (
    of: string,
    { role, where, ends }: Cut,
    held: Pick<Identity, 'role' | 'where'> & { out?: true },
  ) => {
    const personId = people.find(({ name }) => name === of)?.personId;
    if (personId === undefined) throw new Error(`there is no ${of}`);
    const token = newApiToken();
    const scope = where === undefined ? {} : { scope: SCOPES[where] };
    const expiresAt = ends ?? new Date(Date.now() + 3_600_000);
    const name = `token of ${of}: ${role} of ${where ?? 'all'}`;
    const kept = { personId, tokenHash: tokenHash(token), name, role, createdBy: 'the proof', expiresAt, ...scope };
    await database.prisma.apiToken.create({ data: kept });
    return { out: false, ...held, name, token, isProgram: true } satisfies Identity;
  };
  return [
    await make('fleet admin', { role: 'fleet-admin' }, { role: 'fleet-admin', where: 'everywhere' }),
    await byKubectl('fleet admin', { role: 'fleet-admin', where: 'everywhere' }),
    await byKubectl('viewer', { role: 'viewer', where: 'mine' }),
    await byKubectl('disabled', { role: 'fleet-admin', where: 'everywhere', out: true }),
    await make('fleet admin', { role: 'viewer', where: 'namespace' }, { role: 'viewer', where: 'namespace' }),
    await make('fleet admin', { role: 'editor', where: 'theirs' }, { role: 'editor', where: 'theirs' }),
    await make('admin', { role: 'operator' }, { role: 'operator', where: 'mine' }),
    await make('viewer', { role: 'fleet-admin', where: 'everywhere' }, { role: 'viewer', where: 'mine' }),
    await make('editor of a namespace', { role: 'admin', where: 'everywhere' }, { role: 'editor', where: 'namespace' }),
    await make('without a grant', { role: 'fleet-admin' }, { role: undefined, where: 'everywhere' }),
    ...(await Promise.all([
      make('disabled', { role: 'fleet-admin' }, { role: 'fleet-admin', where: 'everywhere', out: true }),
      make('fleet admin', { role: 'admin', ends: new Date(0) }, { role: 'admin', where: 'everywhere', out: true }),
    ])),
  ];
}
