import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { LOCALE_COOKIE, resolveLocale } from './locale';
import { messages } from './messages';

/** next-intl asks this once per request (the plugin in next.config.js names this file). */
const requestConfig = getRequestConfig(async () => {
  const locale = resolveLocale((await cookies()).get(LOCALE_COOKIE)?.value, (await headers()).get('accept-language'));
  return { locale, messages: messages[locale], timeZone: 'UTC' };
});

// biome-ignore lint/style/noDefaultExport: next-intl loads the default export of this file
export default requestConfig;
