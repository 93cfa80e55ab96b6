'use client';
import { useTranslations } from 'next-intl';
import { Compass } from '../shell/compass';
import { ScopedLink } from '../shell/scoped-link';
import { buttonStyle } from '../ui/button';
import { CodeBlock } from '../ui/code-block';
import { EmptyState } from '../ui/empty-state';

/** An empty chart: what it will be, and the two ways to fill it. */
export function FirstCluster() {
  const t = useTranslations('topology.first');
  return (
    <EmptyState
      title={t('title')}
      picture={<Compass size={64} />}
      action={
        <ScopedLink href="/clusters/register" className={buttonStyle({ look: 'primary', size: 'lg' })}>
          {t('register')}
        </ScopedLink>
      }
    >
      <p>{t('text')}</p>
      <div className="mt-4 flex flex-col gap-2">
        <CodeBlock code="portolan register --context my-cluster" />
        <CodeBlock code="npm start -- --demo" />
      </div>
      <p className="mt-2 text-xs text-ink-faint">{t('demo')}</p>
    </EmptyState>
  );
}
