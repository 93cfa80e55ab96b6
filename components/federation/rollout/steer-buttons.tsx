'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { RolloutView, Steer } from '~/server/federation/model/rollout';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { useRefusal } from '../../trpc/use-refusal';
import { Button } from '../../ui/button';

const SteerDialog = dynamic(() => import('./steer-dialog').then((module) => module.SteerDialog), { ssr: false });

/** What can be done with a rollout now. */
export function SteerButtons({ name, rollout }: { name: string; rollout: RolloutView }) {
  const t = useTranslations('federation.rollout');
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  const [asked, ask] = useState<Steer | null>(null);
  const steer = useMutation(
    trpc.federation.steer.mutationOptions({
      onSuccess: () => ask(null),
      onSettled: () => void client.invalidateQueries(),
    }),
  );
  const { revision, state, open } = rollout;
  const close = () => {
    steer.reset();
    ask(null);
  };
  return (
    <div className="flex flex-wrap gap-2">
      {possible(rollout).map((one) => (
        <Button
          key={one}
          size="sm"
          look={one === 'approve' || one === 'resume' ? 'primary' : 'plain'}
          refusal={refusal('federation.steer', 'anywhere')}
          onClick={() => ask(one)}
        >
          {t(`steer.${one}`, { wave: open + 2 })}
        </Button>
      ))}
      {asked && (
        <SteerDialog
          {...{ name, rollout, steer: asked, busy: steer.isPending }}
          failure={steer.error && <QueryFailure error={steer.error} />}
          onSteer={(reason) => steer.mutate({ name, revision, state, open, steer: asked, reason })}
          onClose={close}
        />
      )}
    </div>
  );
}

function possible({ state, waiting }: RolloutView): Steer[] {
  if (state === 'running') return [...(waiting?.for === 'approval' ? (['approve'] as const) : []), 'pause', 'abort'];
  return state === 'paused' || state === 'stopped' ? ['resume', 'abort'] : [];
}
