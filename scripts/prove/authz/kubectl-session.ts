import type { Database } from '~/server/db/client';
import { hashesOf, newAccessToken, newRefreshToken, newSalt } from '~/server/teams/kubectl-tokens';
import { newToken, tokenHash } from '~/server/teams/tokens';

const HOUR_MS = 3_600_000;

/** A session of kubectl that a person has confirmed; answers the access that kubectl shows. */
export async function openKubectl(database: Database, personId: string): Promise<string> {
  const access = newAccessToken();
  const { familyHash, partHash: refreshHash } = hashesOf(newRefreshToken());
  const expiresAt = new Date(Date.now() + HOUR_MS);
  const tokens = { create: { tokenHash: tokenHash(access), expiresAt } };
  const kubectl = { create: { machine: 'proof', familyHash, refreshHash, salt: newSalt(), tokens } };
  const session = { personId, tokenHash: tokenHash(newToken('session')), by: 'kubectl', expiresAt };
  await database.prisma.session.create({ data: { ...session, kubectl } });
  return access;
}
