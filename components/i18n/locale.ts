export const LOCALES = ['en', 'zh-CN'] as const;
export type Locale = (typeof LOCALES)[number];

/** The cookie that remembers a person's choice; the URL never carries the language. */
export const LOCALE_COOKIE = 'portolan-locale';

/** The locale of a request: the person's choice, else the first language of Accept-Language that we speak, else English. */
export function resolveLocale(cookie: string | undefined, acceptLanguage: string | null): Locale {
  const chosen = LOCALES.find((locale) => locale === cookie);
  if (chosen) return chosen;
  for (const language of preferred(acceptLanguage ?? '')) {
    if (language.startsWith('zh')) return 'zh-CN';
    if (language.startsWith('en')) return 'en';
  }
  return 'en';
}

/** Language ranges by falling weight (RFC 9110 §12.5.4); those of weight zero are refused ones. */
function preferred(header: string): string[] {
  return header
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { range, weight: weight === undefined ? 1 : Number(weight.trim().slice(2)) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((left, right) => right.weight - left.weight)
    .map(({ range }) => range);
}
