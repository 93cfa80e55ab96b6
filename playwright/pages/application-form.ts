import type { Page } from '@playwright/test';

/** The form of an application beside its text. */
export function applicationForm(page: Page) {
  const form = page.getByRole('form', { name: 'Fields of the application' });
  const part = (name: string) => form.getByRole('region', { name, exact: true });
  return {
    about: part('Application'),
    templates: part('Templates'),
    placement: part('Placement'),
    overrides: part('Overrides'),
    /** The text as the editor shows it. */
    text: page.getByRole('textbox', { name: /^Text of / }),
    merge: page.getByRole('region', { name: 'Somebody else has saved' }),
  };
}
