import type { Page } from '@playwright/test';

/** One of the console's tables, by its name. */
export function table(page: Page, name: string) {
  const grid = page.getByRole('table', { name, exact: true });
  return {
    row: (text: string | RegExp) => grid.getByRole('row').filter({ hasText: text }),
    select: (row: string) => grid.getByRole('checkbox', { name: row, exact: true }).check(),
    filter: async (text: string) => {
      const box = page.getByRole('region', { name, exact: true }).getByRole('searchbox');
      // a page that does not listen yet takes text, and does nothing with it
      await box.click();
      await box.fill(text);
    },
  };
}
