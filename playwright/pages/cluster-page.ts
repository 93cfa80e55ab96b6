import { expect, type Page } from '@playwright/test';

/** The page of one member, and what can be done with it there. */
export function clusterPage(page: Page, name: string) {
  const dialog = page.getByRole('dialog');
  return {
    dialog,
    heading: page.getByRole('heading', { level: 1 }),
    open: (tab = '') => page.goto(`/clusters/${name}${tab === '' ? '' : `/${tab}`}`),
    choose: async (action: string) => {
      await page.getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menuitem', { name: action, exact: true }).click();
      await expect(dialog).toBeVisible();
    },
    confirm: (action: string) => dialog.getByRole('button', { name: action, exact: true }).click(),
  };
}

/** Takes a member off the chart by typing its name. */
export async function removeCluster(page: Page, name: string): Promise<void> {
  const cluster = clusterPage(page, name);
  await cluster.open();
  await cluster.choose('Remove');
  await cluster.dialog.getByLabel(`Type ${name} to confirm`).fill(name);
  await cluster.confirm('Remove');
  await expect(page).toHaveURL(/\/clusters$/);
}
