'use client';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { cn } from '../ui/cn';
import { AREAS, type Area, areaHref, areaIcons, isInArea } from './areas';
import { Compass } from './compass';
import { ScopedLink } from './scoped-link';

/** The nine areas, and the chart above them. Below 1024 px only icons are left, each with its name for who cannot see. */
export function Rail() {
  const t = useTranslations('shell');
  return (
    <nav
      aria-label={t('areas')}
      className="flex w-14 shrink-0 flex-col border-r border-rail-line bg-rail text-rail-ink lg:w-52"
    >
      <ScopedLink href="/" className="flex h-12 items-center gap-2.5 px-4 text-rail-ink" aria-label={t('home')}>
        <Compass size={24} className="shrink-0" />
        <span className="hidden font-chart text-lg tracking-wide lg:block">Portolan</span>
      </ScopedLink>
      <ul className="flex flex-1 flex-col gap-px overflow-y-auto px-2 py-2">
        {AREAS.map((area) => (
          <RailItem key={area} area={area} />
        ))}
      </ul>
    </nav>
  );
}

function RailItem({ area }: { area: Area }) {
  const t = useTranslations('shell.area');
  const current = isInArea(usePathname(), area);
  const Icon = areaIcons[area];
  return (
    <li className={cn(area === 'overview' && 'mb-2 border-b border-rail-line pb-2')}>
      <ScopedLink
        href={areaHref(area)}
        aria-current={current ? 'page' : undefined}
        title={t(area)}
        className={cn(
          'relative flex h-8 items-center gap-2.5 rounded-md px-2.5 text-sm text-rail-faint transition-colors hover:bg-rail-active hover:text-rail-ink',
          current &&
            'bg-rail-active font-medium text-rail-ink! before:absolute before:top-2 before:bottom-2 before:left-0 before:w-0.5 before:rounded-full before:bg-[#f2925c]',
        )}
      >
        <Icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
        <span className="sr-only lg:not-sr-only lg:truncate">{t(area)}</span>
      </ScopedLink>
    </li>
  );
}
