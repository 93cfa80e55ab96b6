import { useTranslations } from 'next-intl';
import type { Result } from '~/server/audit/model/words';
import { StatusMark } from '../ui/status-mark';
import type { StatusWord } from '../ui/status-words';

const LOOKS: Record<Result, StatusWord> = {
  applied: 'healthy',
  partial: 'degraded',
  refused: 'failed',
  failed: 'failed',
  abandoned: 'unknown',
  running: 'progressing',
  shown: 'suspended',
  denied: 'failed',
};

/** What became of it: the shape of a state, and a word of its own. */
export function ResultText({ result }: { result: Result }) {
  const t = useTranslations('audit.results');
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      {result === 'shown' ? (
        <span aria-hidden className="inline-block w-3 text-center text-ink-faint">
          ·
        </span>
      ) : (
        <StatusMark status={LOOKS[result]} />
      )}
      <span className={result === 'shown' ? 'text-ink-soft' : ''}>{t(result)}</span>
    </span>
  );
}
