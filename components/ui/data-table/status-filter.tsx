'use client';
import { ListFilter } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { buttonStyle } from '../button';
import { cn } from '../cn';
import { Menu } from '../menu';
import { StatusMark } from '../status-mark';
import { readStatuses, STATUS_WORDS, type StatusWord } from '../status-words';
import { writeList } from '../url-parameters';
import { useUrlParameter } from '../use-url-state';

/** The states a table is narrowed to, in the URL as `status`; empty means all. */
export function useStatusFilter() {
  const [text, set] = useUrlParameter('status');
  const statuses = useMemo(() => readStatuses(text), [text]);
  return { statuses, setStatuses: (next: StatusWord[]) => set(writeList(next)) };
}

export function StatusFilter() {
  const t = useTranslations('ui');
  const s = useTranslations('status');
  const { statuses, setStatuses } = useStatusFilter();
  const toggle = (status: StatusWord) =>
    setStatuses(statuses.includes(status) ? statuses.filter((each) => each !== status) : [...statuses, status]);
  return (
    <Menu
      stay
      label={t('filterStatus')}
      triggerClass={cn(buttonStyle({ look: 'plain' }), statuses.length > 0 && 'border-signal/60! bg-signal-soft!')}
      trigger={
        <>
          <ListFilter className="size-4" />
          {statuses.length === 0 ? t('status') : statuses.map((status) => s(status)).join(', ')}
        </>
      }
      groups={[
        {
          items: STATUS_WORDS.map((status) => ({
            label: s(status),
            icon: <StatusMark status={status} />,
            checked: statuses.includes(status),
            onSelect: () => toggle(status),
          })),
        },
      ]}
    />
  );
}
