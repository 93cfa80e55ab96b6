'use client';
import { useTranslations } from 'next-intl';
import type { Condition } from '~/server/objects/model/view';
import { RelativeTime } from '../../ui/relative-time';
import { StatusMark } from '../../ui/status-mark';
import type { StatusWord } from '../../ui/status-words';
import { conditionStatus } from './condition-status';

/** What the object's controllers say of it; what is not well comes first. */
export function ConditionList({ conditions }: { conditions: readonly Condition[] }) {
  const t = useTranslations('objects.page');
  const rank = (status: StatusWord) => ['failed', 'degraded', 'unknown', 'progressing'].indexOf(status);
  const sorted = conditions
    .map((condition) => ({ condition, status: conditionStatus(condition) }))
    .toSorted((one, other) => (rank(one.status) >>> 0) - (rank(other.status) >>> 0));
  return (
    <table aria-label={t('conditions')} className="w-full text-left text-sm">
      <thead className="text-xs text-ink-faint">
        <tr>
          {(['type', 'state', 'reason', 'message', 'since'] as const).map((column) => (
            <th key={column} scope="col" className="pr-4 pb-1 font-medium">
              {t(`condition.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sorted.map(({ condition: { type, status: value, reason, message, at }, status }) => (
          <tr key={type} className="border-t border-line align-top">
            <th scope="row" className="py-1.5 pr-4 font-medium">
              {type}
            </th>
            <td className="py-1.5 pr-4 whitespace-nowrap">
              <span className="inline-flex items-center gap-1.5">
                <StatusMark status={status} />
                {value}
              </span>
            </td>
            <td className="py-1.5 pr-4">{reason}</td>
            <td className="py-1.5 pr-4 break-words text-ink-soft">{message}</td>
            <td className="py-1.5 whitespace-nowrap text-ink-soft">{at === null ? '–' : <RelativeTime at={at} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
