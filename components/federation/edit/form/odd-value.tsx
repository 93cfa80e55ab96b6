'use client';
import { useTranslations } from 'next-intl';
import { stringify } from 'yaml';

/** What the text holds where the form expects something else: it is shown as it stands, and left alone. */
export function OddValue({ label, value }: { label: string; value: unknown }) {
  const t = useTranslations('federation.form');
  return (
    <div className="flex flex-col gap-1 rounded-md border border-degraded-line bg-degraded-soft p-2 text-xs">
      <p>{t('odd', { label })}</p>
      <pre className="max-h-32 overflow-auto font-mono break-words whitespace-pre-wrap">
        {stringify(value).trimEnd()}
      </pre>
    </div>
  );
}
