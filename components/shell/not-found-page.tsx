import { useTranslations } from 'next-intl';
import { buttonStyle } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { Compass } from './compass';

/** Every page loads this one's script beside its own, so it has none: the way back is a plain link. */
export function NotFoundPage() {
  const t = useTranslations('shell.notFound');
  return (
    <main>
      <h1 className="sr-only">{t('title')}</h1>
      <EmptyState
        title={t('title')}
        picture={<Compass size={56} />}
        action={
          <a href="/" className={buttonStyle({ look: 'primary' })}>
            {t('home')}
          </a>
        }
      >
        {t('text')}
      </EmptyState>
    </main>
  );
}
