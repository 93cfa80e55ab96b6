'use client';
import { ListFilter } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { DELIVERY_STATES } from '~/server/notifications/model/delivery';
import { buttonStyle } from '../ui/button';
import { cn } from '../ui/cn';
import { Menu } from '../ui/menu';
import { StatusMark } from '../ui/status-mark';
import { readList, writeList } from '../ui/url-parameters';
import { useUrlParameter } from '../ui/use-url-state';
import { OUTCOME_MARKS } from './outcome-marks';

type Outcome = (typeof DELIVERY_STATES)[number];

/** The outcomes that the log is narrowed to, in the URL as `outcome`; empty means all. */
export function useOutcomeFilter() {
  const [text, set] = useUrlParameter('outcome');
  const outcomes = useMemo(() => DELIVERY_STATES.filter((state) => readList(text).includes(state)), [text]);
  return { outcomes, setOutcomes: (next: Outcome[]) => set(writeList(next)) };
}

export function OutcomeFilter() {
  const t = useTranslations('notifications.deliveries');
  const { outcomes, setOutcomes } = useOutcomeFilter();
  const toggle = (state: Outcome) =>
    setOutcomes(outcomes.includes(state) ? outcomes.filter((each) => each !== state) : [...outcomes, state]);
  return (
    <Menu
      stay
      label={t('filterOutcome')}
      triggerClass={cn(buttonStyle({ look: 'plain' }), outcomes.length > 0 && 'border-signal/60! bg-signal-soft!')}
      trigger={
        <>
          <ListFilter className="size-4" />
          {outcomes.length === 0 ? t('states') : outcomes.map((state) => t(`state.${state}`)).join(', ')}
        </>
      }
      groups={[
        {
          items: DELIVERY_STATES.map((state) => ({
            label: t(`state.${state}`),
            icon: <StatusMark status={OUTCOME_MARKS[state]} />,
            checked: outcomes.includes(state),
            onSelect: () => toggle(state),
          })),
        },
      ]}
    />
  );
}
