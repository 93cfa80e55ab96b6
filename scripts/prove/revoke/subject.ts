import crypto from 'node:crypto';
import type { Database } from '~/server/db/client';
import { EVERYWHERE } from '~/server/teams/model/grant';
import { openSession } from '../authz/identities';
import { openKubectl } from '../authz/kubectl-session';
import type { Subject, Way } from './revocations';

/** A person whose only right, to look at the clusters, comes through a team's grant of a role made for it. */
export async function newSubject(database: Database, by: Way = 'console'): Promise<Subject> {
  const { prisma } = database;
  const team = await prisma.team.create({ data: { name: `team-${crypto.randomUUID()}` } });
  const person = await prisma.person.create({ data: { name: 'subject', teams: { create: { teamId: team.id } } } });
  const role = `role-${team.id}`;
  await prisma.customRole.create({ data: { name: role, actions: ['clusters.list', 'live.changes'] } });
  const grant = { teamId: team.id, role, scope: EVERYWHERE, grantedBy: 'the proof' };
  const { id: grantId } = await prisma.accessGrant.create({ data: grant });
  const token = by === 'kubectl' ? await openKubectl(database, person.id) : await openConsole(database, person.id);
  return { database, personId: person.id, grantId, teamId: team.id, token };
}

async function openConsole(database: Database, personId: string): Promise<string> {
  const token = `portolan_session_${crypto.randomBytes(32).toString('base64url')}`;
  await openSession(database, personId, token);
  return token;
}
