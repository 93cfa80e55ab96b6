'use client';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import type { RolloutView, Steer } from '~/server/federation/model/rollout';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ReasonField } from '../../ui/reason-field';

type SteerDialogProps = {
  name: string;
  rollout: RolloutView;
  steer: Steer;
  busy: boolean;
  failure: ReactNode;
  onSteer: (reason: string) => void;
  onClose: () => void;
};

/** What one step does, with a reason for the timeline. */
export function SteerDialog({ name, rollout, steer, busy, failure, onSteer, onClose }: SteerDialogProps) {
  const t = useTranslations('federation.rollout');
  const ui = useTranslations('ui');
  const [reason, setReason] = useState('');
  const { open, waves, revision } = rollout;
  const next = waves[open + 1];
  const held = waves.slice(open + 1).reduce((sum, { clusters }) => sum + clusters.length, 0);
  const about = { name, revision, wave: open + 2, clusters: next?.clusters.length ?? 0, held };
  const footer = (
    <>
      <Button onClick={onClose}>{ui('cancel')}</Button>
      <Button look={steer === 'abort' ? 'danger' : 'primary'} disabled={busy} onClick={() => onSteer(reason)}>
        {t(`steer.${steer}`, about)}
      </Button>
    </>
  );
  return (
    <Dialog title={t(`steer.${steer}`, about)} onClose={onClose} footer={footer}>
      <div className="flex flex-col gap-4">
        <p className="text-sm text-ink-soft">{t(`does.${steer}`, about)}</p>
        {failure}
        <ReasonField value={reason} onChange={setReason} />
      </div>
    </Dialog>
  );
}
