'use client';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Loss } from '~/server/topology/model/loss';
import { formatBytes, formatCores, formatCount } from '../ui/format-quantity';
import { StatusMark } from '../ui/status-mark';
import type { StatusWord } from '../ui/status-words';

type Verdict = { mark: StatusWord; say: string };

/** The three answers at a glance: what stops, which addresses go, and whether there is room for what must move. */
export function LossSummary({ loss }: { loss: Loss }) {
  const t = useTranslations('loss');
  const { verdicts, addresses } = loss;
  const gone = addresses.filter((address) => address.gone);
  const only = gone.filter(({ elsewhere }) => elsewhere === 0).length;
  return (
    <div className="grid gap-4 lg:grid-cols-3">
      <Answer
        title={t('lists.applications')}
        verdict={useVerdict('stops', verdicts.all, verdicts.most + verdicts.some)}
      >
        <Figures
          figures={[
            { mark: 'failed', label: t('verdict.all'), count: verdicts.all },
            { mark: 'degraded', label: t('verdict.most'), count: verdicts.most },
            { mark: 'progressing', label: t('verdict.some'), count: verdicts.some },
          ]}
        />
      </Answer>
      <Answer title={t('lists.addresses')} verdict={useVerdict('unreachable', only, gone.length)}>
        <Figures
          figures={[
            { mark: 'failed', label: t('goneOnly'), count: only },
            { mark: 'degraded', label: t('goneElsewhere'), count: gone.length - only },
            { mark: 'progressing', label: t('weakened'), count: addresses.length - gone.length },
          ]}
        />
      </Answer>
      <RoomAnswer loss={loss} />
      {loss.gaps.length > 0 && (
        <p className="flex items-center gap-1.5 text-xs text-ink-soft lg:col-span-3">
          <StatusMark status="unknown" />
          {t('gaps', { count: loss.gaps.length, names: loss.gaps.map(({ cluster }) => cluster).join(', ') })}
        </p>
      )}
    </div>
  );
}

/** Something stops, something is only weaker, or nothing is touched. */
function useVerdict(what: 'stops' | 'unreachable', worst: number, touched: number): Verdict {
  const t = useTranslations('loss.answer');
  if (worst > 0) return { mark: 'failed', say: t(`${what}.some`) };
  return touched > 0 ? { mark: 'degraded', say: t(`${what}.weaker`) } : { mark: 'healthy', say: t(`${what}.none`) };
}

function RoomAnswer({ loss: { moving, clusters, unmeasuredPods } }: { loss: Loss }) {
  const t = useTranslations('loss');
  const locale = useLocale();
  const tight = clusters.filter(({ fits, whole }) => !fits && !whole).length;
  const fits = moving.fits && tight === 0;
  const { needs, free } = moving;
  const rows = [
    { label: t('cores'), needed: formatCores(needs.cpuMillis, locale), free: formatCores(free.cpuMillis, locale) },
    { label: t('memory'), needed: formatBytes(needs.memoryBytes, locale), free: formatBytes(free.memoryBytes, locale) },
    { label: t('podCount'), needed: formatCount(needs.pods, locale), free: formatCount(free.pods, locale) },
  ];
  const verdict: Verdict = { mark: fits ? 'healthy' : 'failed', say: t(`answer.room.${fits ? 'fits' : 'short'}`) };
  return (
    <Answer title={t('lists.room')} verdict={verdict}>
      <dl className="flex flex-col gap-1 text-sm">
        {rows.map(({ label, needed, free: left }) => (
          <div key={label} className="flex items-center gap-2">
            <dt className="text-ink-soft">{label}</dt>
            <dd className="ml-auto tabular-nums">
              {t.rich('needOf', { needed, free: left, b: (text) => <b className="font-medium">{text}</b> })}
            </dd>
          </div>
        ))}
      </dl>
      {tight > 0 && <p className="text-xs text-failed">{t('tight', { count: tight })}</p>}
      {unmeasuredPods > 0 && <p className="text-xs text-ink-faint">{t('unmeasured', { count: unmeasuredPods })}</p>}
    </Answer>
  );
}

function Answer({ title, verdict: { mark, say }, children }: { title: string; verdict: Verdict; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2 rounded-lg border border-line bg-sheet p-4">
      <h2 className="flex items-center gap-1.5 text-sm font-medium">
        {title}
        <span className="ml-auto flex items-center gap-1.5 font-normal">
          <StatusMark status={mark} />
          {say}
        </span>
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
