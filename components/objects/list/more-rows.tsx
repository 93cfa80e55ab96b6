'use client';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '../../ui/button';
import { formatCount } from '../../ui/format-quantity';
import type { MemberList } from './use-member-list';

/** Says that not all rows are here, how many more the member has, and brings them. */
export function MoreRows({ members: { list, rows, remaining } }: { members: MemberList }) {
  const t = useTranslations('objects.list');
  const locale = useLocale();
  const loaded = formatCount(rows.length, locale);
  return (
    <p className="flex items-center gap-3 border-t border-line px-6 py-2 text-sm text-ink-soft">
      {remaining === null
        ? t('loaded', { loaded })
        : t('loadedOf', { loaded, total: formatCount(rows.length + remaining, locale) })}
      <Button size="sm" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {t('more')}
      </Button>
    </p>
  );
}
