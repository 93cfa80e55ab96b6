'use client';
import { useTranslations } from 'next-intl';
import type { Issue } from '~/server/kernel/failure';

/** Everything that is wrong, also where no field shows it. */
export function FormIssues({ issues }: { issues: readonly Issue[] }) {
  const t = useTranslations('federation.form');
  if (issues.length === 0) return null;
  return (
    <details className="m-3 rounded-lg border border-failed-line bg-failed-soft px-3 py-2 text-sm">
      <summary className="cursor-pointer">{t('issues', { count: issues.length })}</summary>
      <ul className="pt-1 text-xs">
        {issues.map(({ path, message }) => (
          <li key={path.join('.')} className="break-words">
            <code className="font-mono">{path.join('.')}</code> {message}
          </li>
        ))}
      </ul>
    </details>
  );
}
