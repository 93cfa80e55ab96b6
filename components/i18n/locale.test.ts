import { describe, expect, it } from 'vitest';
import { resolveLocale } from './locale';

describe('resolveLocale', () => {
  it.each([
    ['zh-CN', 'en', 'zh-CN'],
    [undefined, 'zh-TW,en;q=0.5', 'zh-CN'],
    [undefined, 'fr, en;q=0.2, zh;q=0.9', 'zh-CN'],
    [undefined, 'zh;q=0, en;q=0.1', 'en'],
    ['klingon', 'de', 'en'],
    [undefined, null, 'en'],
  ])('cookie %s and header %s give %s', (cookie, header, locale) => {
    expect(resolveLocale(cookie, header)).toBe(locale);
  });
});
