'use client';
import { Languages } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { LOCALE_COOKIE, LOCALES, type Locale } from '../i18n/locale';
import { Menu } from '../ui/menu';
import { barButton } from './bar-button';

/** Each language calls itself by its own name, so that one who cannot read this page finds it. */
const NAMES: Record<Locale, string> = { en: 'English', 'zh-CN': '简体中文' };
const YEAR_SECONDS = 31_536_000;

export function LanguageMenu() {
  const t = useTranslations('shell');
  const current = useLocale();
  const router = useRouter();
  const choose = (locale: Locale) => {
    // biome-ignore lint/suspicious/noDocumentCookie: Firefox and Safari have no cookieStore that is synchronous enough here
    document.cookie = `${LOCALE_COOKIE}=${locale}; Path=/; SameSite=Lax; Max-Age=${YEAR_SECONDS}`;
    router.refresh();
  };
  return (
    <Menu
      label={t('language')}
      trigger={<Languages />}
      triggerClass={barButton}
      groups={[
        {
          items: LOCALES.map((locale) => ({
            label: NAMES[locale],
            checked: locale === current,
            onSelect: () => choose(locale),
          })),
        },
      ]}
    />
  );
}
