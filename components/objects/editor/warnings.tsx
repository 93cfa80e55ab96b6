'use client';
import { useTranslations } from 'next-intl';
import { StatusMark } from '../../ui/status-mark';

/** What the member warned of; it takes the object all the same. */
export function Warnings({ warnings }: { warnings: readonly string[] }) {
  const t = useTranslations('objects.editor');
  if (warnings.length === 0) return null;
  return (
    <ul
      aria-label={t('warnings')}
      className="flex flex-col gap-1 rounded-lg border border-degraded-line bg-degraded-soft px-3 py-2 text-sm"
    >
      {warnings.map((warning) => (
        <li key={warning} className="flex gap-2">
          <span className="pt-1">
            <StatusMark status="degraded" />
          </span>
          <q className="font-mono text-xs leading-5 break-words">{warning}</q>
        </li>
      ))}
    </ul>
  );
}
