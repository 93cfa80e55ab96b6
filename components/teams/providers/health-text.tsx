'use client';
import { useTranslations } from 'next-intl';
import type { ProviderHealth } from '~/server/teams/model/provider';
import { RelativeTime } from '../../ui/relative-time';
import { StatusMark } from '../../ui/status-mark';

/** What the last try at a provider came to, and when that was. */
export function HealthText({ health }: { health: ProviderHealth | null }) {
  const t = useTranslations('people.providers');
  const look = health === null ? 'unknown' : health.state === 'ok' ? 'healthy' : 'failed';
  return (
    <span className="inline-flex items-baseline gap-1.5">
      <span className="self-center">
        <StatusMark status={look} />
      </span>
      <span>{t(`health.${health?.state ?? 'untried'}`)}</span>
      {health && <RelativeTime at={health.at} className="text-xs whitespace-nowrap text-ink-faint" />}
    </span>
  );
}

/** The same with what the other side said, and the keys that it showed. */
export function HealthDetail({ health }: { health: ProviderHealth }) {
  const t = useTranslations('people.providers');
  return (
    <div className="flex flex-col gap-1 text-sm">
      <HealthText health={health} />
      {health.state !== 'ok' && <p className="text-xs text-ink-soft">{t(`next.${health.state}`)}</p>}
      {health.detail !== '' && <q className="font-mono text-xs break-words text-ink-soft">{health.detail}</q>}
      {health.keys.length > 0 && (
        <ul aria-label={t('keys')} className="flex flex-col gap-0.5 text-xs text-ink-soft">
          {health.keys.map(({ id, kind, algorithm }) => (
            <li key={`${id} ${kind}`} className="flex gap-2">
              <span className="shrink-0">{algorithm || kind}</span>
              <code className="min-w-0 font-mono break-all">{id || '–'}</code>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
