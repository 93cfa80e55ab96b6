import { Prisma } from '~/prisma/generated/client';
import type { RolloutPlan } from '../ports/applications';

/** Of an application without a rollout every wave is open. */
export const ALL_OPEN = 2_147_483_647;

/** The rollout of a new revision, none of whose waves is open yet, in the place of any before; all at once where there is no plan. */
export async function beginRollout(
  tx: Prisma.TransactionClient,
  applicationId: string,
  revision: number,
  plan: RolloutPlan | null,
  by: string,
): Promise<void> {
  await supersede(tx, applicationId);
  await tx.application.update({ where: { id: applicationId }, data: { openWave: plan ? -1 : ALL_OPEN } });
  if (!plan) return;
  const { strategy, waves } = plan;
  await tx.applicationRollout.create({
    data: { applicationId, revision, strategy, waves, events: { create: [{ kind: 'began', by }] } },
  });
}

async function supersede(tx: Prisma.TransactionClient, applicationId: string): Promise<void> {
  const where = { applicationId, state: { in: ['running', 'paused', 'stopped'] } };
  const [before] = await tx.applicationRollout.findMany({ where, select: { revision: true } });
  if (!before) return;
  await tx.applicationRollout.updateMany({
    where,
    data: { state: 'superseded', waiting: Prisma.DbNull, endedAt: new Date() },
  });
  await tx.applicationRolloutEvent.create({ data: { applicationId, ...before, kind: 'superseded' } });
}
