'use client';
import { useTranslations } from 'next-intl';
import { buttonStyle } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { PageHeader } from '../ui/page-header';
import { areaIcons, type ComingArea } from './areas';
import { ScopedLink } from './scoped-link';

/** The honest page of an area that this version does not have: what it will be, and what can be done today. */
export function NotYetPage({ area }: { area: ComingArea }) {
  const t = useTranslations('shell');
  const Icon = areaIcons[area];
  return (
    <>
      <PageHeader title={t(`area.${area}`)} />
      <EmptyState
        title={t('notYet.title', { area: t(`area.${area}`) })}
        picture={<Icon className="size-10" strokeWidth={1} />}
        action={
          <ScopedLink href="/" className={buttonStyle({ look: 'plain' })}>
            {t('notYet.back')}
          </ScopedLink>
        }
      >
        <p>{t(`about.${area}`)}</p>
        <p className="mt-2 text-ink-faint">{t('notYet.today')}</p>
      </EmptyState>
    </>
  );
}
