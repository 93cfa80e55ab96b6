'use client';
import { useLocale } from 'next-intl';
import type { Totals } from '~/server/topology/model/places';
import { ScopedLink } from '../shell/scoped-link';
import { cn } from '../ui/cn';
import { formatCount } from '../ui/format-quantity';
import { StatusMark } from '../ui/status-mark';
import { inOrder, sumOf } from './status-order';

type RoomHeadProps = { name: string; title?: string; totals: Totals; large?: boolean; href?: string | undefined };

/** The lettering of a room: its name as on a chart, and the sounding of the nodes that are in sight. */
export function RoomHead({ name, title, totals, large = false, href }: RoomHeadProps) {
  const locale = useLocale();
  const troubled = inOrder(totals.nodes).filter(({ status }) => status === 'failed' || status === 'degraded');
  return (
    <header className={cn('flex min-w-0 items-baseline gap-2', large ? 'h-[30px] px-3 pt-1' : 'h-[22px] px-2 pt-0.5')}>
      <h2
        title={title}
        className={cn(
          'min-w-0 truncate',
          large ? 'font-chart text-base tracking-wide text-ink' : 'text-2xs text-ink-soft',
        )}
      >
        {href === undefined ? (
          name
        ) : (
          <ScopedLink href={href} className="hover:underline">
            {name}
          </ScopedLink>
        )}
      </h2>
      <span className="ml-auto flex items-center gap-1.5 text-2xs text-ink-faint">
        {large &&
          troubled.map(({ status, count }) => (
            <span key={status} className="flex items-center gap-1">
              <StatusMark status={status} size={9} />
              {formatCount(count, locale)}
            </span>
          ))}
        {sumOf(totals.nodes) > 0 && formatCount(sumOf(totals.nodes), locale)}
      </span>
    </header>
  );
}
