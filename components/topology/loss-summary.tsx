'use client';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Loss, Room } from '~/server/topology/model/loss';
import { formatBytes, formatCores, formatCount } from '../ui/format-quantity';
import { Status } from '../ui/status';
import { StatusMark } from '../ui/status-mark';
import type { StatusWord } from '../ui/status-words';

/** The three answers at a glance: what stops, which addresses go, and whether there is room for what must move. */
export function LossSummary({ loss }: { loss: Loss }) {
  const t = useTranslations('loss');
  const { verdicts, addresses, clusters, moving } = loss;
  const gone = addresses.filter((address) => address.gone);
  const tight = clusters.filter(({ fits, whole }) => !fits && !whole);
  return (
    <div className="grid gap-4 lg:grid-cols-3">
      <Answer
        title={t('lists.applications')}
        verdict={verdicts.all > 0 ? 'failed' : verdicts.most > 0 ? 'degraded' : 'healthy'}
      >
        <Figures
          figures={[
            { mark: 'failed', label: t('verdict.all'), count: verdicts.all },
            { mark: 'degraded', label: t('verdict.most'), count: verdicts.most },
            { mark: 'progressing', label: t('verdict.some'), count: verdicts.some },
          ]}
        />
      </Answer>
      <Answer
        title={t('lists.addresses')}
        verdict={gone.some(({ elsewhere }) => elsewhere === 0) ? 'failed' : gone.length > 0 ? 'degraded' : 'healthy'}
      >
        <Figures
          figures={[
            { mark: 'failed', label: t('goneOnly'), count: gone.filter(({ elsewhere }) => elsewhere === 0).length },
            {
              mark: 'degraded',
              label: t('goneElsewhere'),
              count: gone.filter(({ elsewhere }) => elsewhere > 0).length,
            },
            { mark: 'progressing', label: t('weakened'), count: addresses.length - gone.length },
          ]}
        />
      </Answer>
      <Answer title={t('lists.room')} verdict={moving.fits && tight.length === 0 ? 'healthy' : 'failed'}>
        <RoomLine label={t('mustMove')} room={moving.needs} />
        <RoomLine label={t('isFree')} room={moving.free} />
        <p className="text-xs text-ink-soft">{t('tight', { count: tight.length })}</p>
        {loss.unmeasuredPods > 0 && (
          <p className="text-xs text-ink-faint">{t('unmeasured', { count: loss.unmeasuredPods })}</p>
        )}
      </Answer>
      {loss.gaps.length > 0 && (
        <p className="flex items-center gap-1.5 text-xs text-ink-soft lg:col-span-3">
          <StatusMark status="unknown" />
          {t('gaps', { count: loss.gaps.length, names: loss.gaps.map(({ cluster }) => cluster).join(', ') })}
        </p>
      )}
    </div>
  );
}

function Answer({ title, verdict, children }: { title: string; verdict: StatusWord; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2 rounded-lg border border-line bg-sheet p-4">
      <h2 className="flex items-center justify-between gap-2 text-sm font-medium">
        {title}
        <Status status={verdict} look="chip" className="font-normal" />
      </h2>
      {children}
    </section>
  );
}

function Figures({ figures }: { figures: { mark: StatusWord; label: string; count: number }[] }) {
  const locale = useLocale();
  return (
    <dl className="flex flex-col gap-1 text-sm">
      {figures.map(({ mark, label, count }) => (
        <div key={label} className="flex items-center gap-2">
          <StatusMark status={count > 0 ? mark : 'suspended'} size={10} />
          <dt className="text-ink-soft">{label}</dt>
          <dd className="ml-auto font-medium tabular-nums">{formatCount(count, locale)}</dd>
        </div>
      ))}
    </dl>
  );
}

function RoomLine({ label, room }: { label: string; room: Room }) {
  const locale = useLocale();
  const t = useTranslations('loss');
  return (
    <p className="flex items-baseline gap-2 text-sm">
      <span className="text-ink-soft">{label}</span>
      <span className="ml-auto font-medium tabular-nums">
        {formatCores(room.cpuMillis, locale)} · {formatBytes(room.memoryBytes, locale)} ·{' '}
        {t('pods', { count: room.pods })}
      </span>
    </p>
  );
}
