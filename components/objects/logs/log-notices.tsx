'use client';
import { useTranslations } from 'next-intl';
import { colourOf } from './log-rows';
import type { LogsShown } from './use-logs';

const MOST_SOURCES = 12;

/** Which containers are shown, and what is missing and why. */
export function LogNotices({ shown }: { shown: LogsShown }) {
  const t = useTranslations('sessions.logs');
  const { sources, lines, failures, dropped, forgotten, isLimited, end } = shown;
  const told = sources.slice(0, MOST_SOURCES);
  const isMany = new Set(sources.map(({ cluster }) => cluster)).size > 1;
  return (
    <div className="flex flex-col gap-1 border-b border-line px-6 pb-2 text-xs text-ink-soft">
      <p role="status" className="flex flex-wrap gap-x-4">
        <span>{t('count', { lines: lines.length, containers: sources.length })}</span>
        {told.map((source) => (
          <span key={source.of} style={{ color: colourOf(source.of) }}>
            {isMany && `${source.cluster}/`}
            {source.pod}/{source.container}
          </span>
        ))}
        {sources.length > told.length && <span>{t('andMore', { count: sources.length - told.length })}</span>}
      </p>
      {failures.map(({ cluster, pod, detail }) => (
        <p key={`${cluster}/${pod}/${detail}`} role="alert" className="text-failed">
          {t('failed', { what: pod === null ? cluster : `${cluster}/${pod}` })} {detail}
        </p>
      ))}
      {isLimited && <p>{t('limited')}</p>}
      {dropped > 0 && <p className="text-degraded">{t('dropped', { count: dropped })}</p>}
      {forgotten > 0 && <p>{t('forgotten', { count: forgotten })}</p>}
      {end && end.why !== 'exited' && (
        <p role="alert" className="text-failed">
          {t(`ended.${end.why}`)} {end.detail}
        </p>
      )}
    </div>
  );
}
