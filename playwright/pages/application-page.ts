import { expect, type Page } from '@playwright/test';

/** The editor and the page of an application. */
export function applicationPage(page: Page, name: string) {
  const button = (label: string | RegExp) => page.getByRole('button', { name: label });
  const preview = page.getByRole('region', { name: 'What saving would do' });
  return {
    preview,
    decision: preview.getByRole('table', { name: 'Every cluster, and why' }),
    clusters: page.getByRole('table', { name: 'Clusters of the application' }),
    revisions: page.getByRole('list', { name: 'Revisions' }),
    look: (side: string) =>
      page.getByRole('navigation', { name: 'Sides of the application' }).getByRole('button', { name: side }).click(),
    /** Puts a text in place of the one that is there, as by a paste. */
    write: async (text: string) => {
      const editor = page.getByRole('textbox', { name: /^Text of / });
      await editor.click();
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(text);
    },
    askPreview: async () => {
      await button('Preview').click();
      await expect(preview).toBeVisible();
    },
    save: async (reason: string) => {
      await preview.getByLabel('Reason').fill(reason);
      await button(/^Save/).click();
      await expect(page).toHaveURL(new RegExp(`/federation/applications/${name}$`));
    },
  };
}
