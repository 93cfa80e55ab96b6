'use client';
import { useTranslations } from 'next-intl';
import type { Refusal } from '~/server/objects/model/write';
import { StatusMark } from '../ui/status-mark';

/** Why something is not taken: our sentence, the member's own words, and the fields that they are about. */
export function RefusalText({ refusal: { code, said, causes, line } }: { refusal: Refusal }) {
  const t = useTranslations('objects.refusal');
  return (
    <div className="flex flex-col gap-0.5 text-xs">
      <p className="flex items-center gap-1.5 text-failed">
        <StatusMark status="failed" />
        {t(code)}
        {line !== null && <span>{t('line', { line })}</span>}
      </p>
      {said !== '' && causes.length === 0 && <q className="pl-5 font-mono break-words text-ink-soft">{said}</q>}
      {causes.map(({ field, message }) => (
        <p key={`${field} ${message}`} className="pl-5 font-mono break-words text-ink-soft">
          <span className="font-medium">{field}</span>: {message}
        </p>
      ))}
    </div>
  );
}
