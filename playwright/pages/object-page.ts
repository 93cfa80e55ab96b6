import { expect, type Page } from '@playwright/test';

/** The page of one object: its sides, its text, and what can be done with it. */
export function objectPage(page: Page, name: string) {
  const button = (label: string) => page.getByRole('button', { name: label, exact: true });
  const editor = page.getByRole('textbox', { name: `YAML of ${name}` });
  const preview = page.getByRole('region', { name: 'What saving would change' });
  return {
    heading: page.getByRole('heading', { level: 1 }),
    dialog: page.getByRole('dialog'),
    editor,
    preview,
    conflict: page.getByRole('region', { name: 'Somebody else changed it meanwhile' }),
    look: (side: string) =>
      page.getByRole('navigation', { name: 'Sides of this object' }).getByRole('button', { name: side }).click(),
    choose: async (action: string) => {
      await button('More actions').click();
      await page.getByRole('menuitem', { name: action, exact: true }).click();
    },
    /** Finds a text in the editor and puts another in its place, as with the keyboard. */
    replace: async (found: string, by: string) => {
      await editor.click();
      await page.keyboard.press('Control+Home');
      await page.keyboard.press('Control+f');
      await page.getByRole('textbox', { name: 'Find' }).pressSequentially(found);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Delete');
      await page.keyboard.type(by);
    },
    askPreview: () => button('Preview').click(),
    save: async (reason: string) => {
      await preview.getByLabel('Reason').fill(reason);
      await button('Save').click();
      await expect(page.getByText(`${name} was saved`)).toBeVisible();
    },
  };
}
