import type { Locale } from './locale';
import type { Messages } from './messages';

/** Makes every key that a component asks for a matter of the type checker. */
declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
