'use client';
import { useQuery } from '@tanstack/react-query';
import type { RolloutView } from '~/server/federation/model/rollout';
import { useTRPC } from '../../trpc/client';

const ACTIVE: readonly RolloutView['state'][] = ['running', 'paused', 'stopped'];
const AGAIN_MS = 2500;

/** Whether some cluster may still be held by it. */
export const isActive = (rollout: RolloutView | null | undefined): rollout is RolloutView =>
  rollout != null && ACTIVE.includes(rollout.state);

/** The newest rollout of an application, asked again for as long as it goes on. */
export function useRollout(name: string) {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.federation.rollout.queryOptions({ name }),
    refetchInterval: ({ state }) => (isActive(state.data) ? AGAIN_MS : 2 * AGAIN_MS),
  });
}
