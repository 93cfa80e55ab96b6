import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonStyle } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { Compass } from './compass';

export function NotFoundPage() {
  const t = useTranslations('shell.notFound');
  return (
    <main>
      <h1 className="sr-only">{t('title')}</h1>
      <EmptyState
        title={t('title')}
        picture={<Compass size={56} />}
        action={
          <Link href="/" className={buttonStyle({ look: 'primary' })}>
            {t('home')}
          </Link>
        }
      >
        {t('text')}
      </EmptyState>
    </main>
  );
}
