'use client';
import { useTranslations } from 'next-intl';
import type { RolloutView } from '~/server/federation/model/rollout';
import { cn } from '../../ui/cn';
import { StatusMark } from '../../ui/status-mark';
import { SteerButtons } from './steer-buttons';
import { useWaitingText } from './use-waiting-text';

const MARKS = { running: 'progressing', paused: 'suspended', stopped: 'failed' } as const;
type Active = keyof typeof MARKS;

/** Where a rollout that is not over stands, what it waits for, and what can be done. */
export function RolloutBanner({ name, rollout }: { name: string; rollout: RolloutView }) {
  const t = useTranslations('federation.rollout');
  const waitingText = useWaitingText();
  const { revision, state, open, waves } = rollout;
  const wave = { revision, wave: open + 1, of: waves.length, name: waves[open]?.name ?? '' };
  return (
    <section
      aria-label={t('title')}
      className={cn(
        'mx-6 mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border px-4 py-2.5 text-sm',
        state === 'stopped' ? 'border-failed-line bg-failed-soft' : 'border-progressing-line bg-progressing-soft',
      )}
    >
      <div className="flex min-w-64 flex-1 items-start gap-2.5">
        <span className="mt-1">
          <StatusMark status={MARKS[state as Active]} />
        </span>
        <p>
          <strong className="font-medium">{t(open < 0 ? 'notBegun' : `at.${state as Active}`, wave)}</strong>{' '}
          <span className="text-ink-soft">{waitingText(rollout)}</span>
        </p>
      </div>
      <SteerButtons name={name} rollout={rollout} />
    </section>
  );
}
