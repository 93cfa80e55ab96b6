'use client';
import { useTranslations } from 'next-intl';
import type { Check, ConnectionReport } from '~/server/clusters/model/registration';
import { RelativeTime } from '../ui/relative-time';
import { StatusMark } from '../ui/status-mark';
import type { StatusWord } from '../ui/status-words';

const MARKS: Record<Check['outcome'], StatusWord> = {
  passed: 'healthy',
  warning: 'degraded',
  failed: 'failed',
  skipped: 'suspended',
};

/** What a test found, step by step, and whom the member takes us for. */
export function ConnectionChecks({ report }: { report: ConnectionReport }) {
  const t = useTranslations('register.checks');
  return (
    <div className="flex flex-col gap-3">
      <ol className="grid gap-x-6 sm:grid-cols-2">
        {report.checks.map(({ check, outcome, code, detail, params }) => (
          <li key={check} className="flex items-start gap-2 py-1 text-sm">
            <span className="pt-1">
              <StatusMark status={MARKS[outcome]} label={t(`outcome.${outcome}`)} />
            </span>
            <span className="min-w-0">
              {t(`check.${check}`)}
              {code !== 'ok' && (
                <span className="block text-xs text-ink-soft">
                  {t(`code.${code}`, { cluster: params['cluster'] ?? '' })}
                </span>
              )}
              {detail && <span className="block font-mono text-2xs break-words text-ink-faint">{detail}</span>}
            </span>
          </li>
        ))}
      </ol>
      {report.identity && (
        <p className="text-xs text-ink-soft">
          {t('identity')} <code className="font-mono">{report.identity.user}</code>
        </p>
      )}
      {report.credentialExpiresAt && (
        <p className="text-xs text-degraded">
          {t('expires')} <RelativeTime at={report.credentialExpiresAt} />
        </p>
      )}
    </div>
  );
}
