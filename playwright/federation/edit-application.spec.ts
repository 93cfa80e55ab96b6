import { type Browser, expect, type Page, test } from '@playwright/test';
import { nameOfThisTry } from '../members/try-name';
import { applicationForm } from '../pages/application-form';
import { applicationPage } from '../pages/application-page';
import { hubApi } from '../pages/hub-api';

const NAME = nameOfThisTry('fair-wind');
const REGIONS = ['eu-central', 'us-east'];

/** A second browser of the same person: what is being written in one is not in the other. */
async function anotherBrowser(browser: Browser, page: Page): Promise<Page> {
  return (await browser.newContext({ storageState: await page.context().storageState() })).newPage();
}

const textOf = async (page: Page) => applicationForm(page).text.innerText();

test('an application is written as a form, its text follows; two who edit it at once lose nothing', async ({
  page,
  browser,
  request,
  baseURL,
}) => {
  test.setTimeout(240_000);
  const { ask, tell } = hubApi(request, baseURL);
  const [application, form] = [applicationPage(page, NAME), applicationForm(page)];

  await page.goto('/federation/new');
  await form.about.getByLabel('Name').fill(NAME);
  await form.templates.getByRole('textbox', { name: 'Name', exact: true }).fill(NAME);
  await form.templates.getByLabel('Image of web').fill('nginx:1.28');
  await form.placement.getByRole('button', { name: 'Take out production' }).click();
  await form.placement.getByLabel('Field').selectOption('region');
  for (const region of REGIONS) {
    await form.placement.getByRole('combobox', { name: 'Values' }).fill(region);
    await page.keyboard.press('Enter');
  }
  await form.templates.getByRole('button', { name: 'ConfigMap', exact: true }).click();
  await form.templates.getByRole('textbox', { name: 'New key' }).fill('app.yaml');
  await page.keyboard.press('Enter');
  await form.templates.getByRole('textbox', { name: 'app.yaml', exact: true }).fill('retries: 3\nverbose: false');
  await form.overrides.getByRole('button', { name: 'Rule', exact: true }).click();
  await form.overrides.getByRole('button', { name: 'Template', exact: true }).click();
  await form.overrides.getByLabel('apiVersion').fill('v1');
  await form.overrides.getByLabel('kind').fill('ConfigMap');
  await form.overrides.getByRole('button', { name: 'Remove' }).last().click();
  await form.overrides.getByRole('button', { name: 'Inside a text' }).click();
  await form.overrides.getByLabel('Field').last().fill('/data/app.yaml');
  await form.overrides.getByLabel('Operations').fill('- { op: replace, path: /retries, value: 5 }');
  await expect.poll(() => textOf(page)).toContain(`name: ${NAME}`);
  const text = await textOf(page);
  for (const line of ['# the team that owns it', 'image: nginx:1.28', 'key: region', '- eu-central', '- us-east'])
    expect(text).toContain(line);
  await application.askPreview();
  await expect(application.preview).toContainText('2 clusters join');
  await application.preview
    .getByRole('button', { name: /Manifests/ })
    .first()
    .click();
  await expect(application.preview).toContainText('retries: 5');
  await application.save('by the form alone');

  const other = await anotherBrowser(browser, page);
  const [theirs, their] = [applicationPage(other, NAME), applicationForm(other)];
  for (const one of [page, other]) {
    await one.goto(`/federation/applications/${NAME}?view=text`);
    await applicationForm(one)
      .templates.getByRole('button', { name: /^Deployment / })
      .click();
  }
  await form.templates.getByLabel('Image of web').fill('nginx:1.29');
  await form.placement.getByLabel('At most').first().fill('3');
  await their.templates.getByLabel('Image of web').fill('nginx:2.0');
  await their.templates.getByLabel('Replicas').fill('3');
  await theirs.askPreview();
  await theirs.save('they were first');

  await expect(form.merge).toContainText('One field was changed by both');
  await expect(form.merge).toContainText('they were first');
  const take = form.merge.getByRole('button', { name: 'Preview both together' });
  await expect(take).toHaveAttribute('aria-disabled', 'true');
  await form.merge.getByRole('radio', { name: /nginx:1\.29/ }).check();
  await take.click();
  await expect(application.preview).toBeVisible();
  await application.save('both of us');

  const { text: saved, newest } = await ask<{ text: string; newest: number }>('federation.get', { name: NAME });
  expect(newest).toBe(3);
  for (const line of ['image: nginx:1.29', 'replicas: 3', 'maxGroups: 3', '# the team that owns it'])
    expect(saved).toContain(line);
  await other.context().close();
  await tell('federation.remove', { name: NAME, base: newest });
});
