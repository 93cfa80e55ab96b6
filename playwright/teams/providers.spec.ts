import { expect, test } from '@playwright/test';
import { CLIENT_ID, CLIENT_SECRET, startOidcProvider, type TestProvider } from '~/server/teams/testing/oidc-provider';
import { hubApi } from '../pages/hub-api';
import { otherBrowser } from '../pages/other-browser';

let provider: TestProvider;
test.beforeAll(async () => {
  provider = await startOidcProvider();
});
test.afterAll(() => provider.stop());

test('a provider is tried, made, signs someone in into a team, and is removed', async ({ page, request, baseURL }) => {
  const name = `sso-${Date.now()}`;
  const hub = hubApi(request, baseURL);
  await hub.tell('teams.save', { name });
  await page.goto('/teams/providers');
  await page.getByRole('button', { name: 'New provider' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name', { exact: true }).fill(name);
  await form.getByLabel('Shown as').fill(name);
  await form.getByLabel('Client ID').fill(CLIENT_ID);
  await form.getByLabel('Client secret').fill(CLIENT_SECRET);
  await form.getByLabel('Issuer').fill('http://login.example');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByLabel('Issuer')).toHaveAttribute('aria-invalid', 'true');
  await expect(form.getByRole('alert')).toContainText('An https address');

  await form.getByLabel('Issuer').fill(provider.issuer);
  await form.getByRole('button', { name: 'Try it' }).click();
  await expect(form.getByText('cannot be reached')).toBeVisible();
  await form.getByLabel('Certificate authority').fill(provider.authority);
  await form.getByRole('button', { name: 'Try it' }).click();
  await expect(form.getByText('in order')).toBeVisible();
  await expect(form.getByRole('list', { name: 'Keys that it shows' })).toContainText('RS256');
  await form.getByRole('button', { name: 'Add a group' }).click();
  await form.getByLabel('Group at the provider').fill('sre@corp');
  await expect(form.getByRole('alert')).toContainText('has no team yet');
  await form.getByLabel('Team', { exact: true }).selectOption(name);
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form).toBeHidden();

  await page.getByRole('button', { name, exact: true }).click();
  const drawer = page.getByRole('complementary', { name });
  await expect(drawer.getByText(`${baseURL}/api/auth/oidc/${name}/callback`)).toBeVisible();
  await expect(drawer).not.toContainText(CLIENT_SECRET);
  await drawer.getByRole('button', { name: 'Try it' }).click();
  await expect(drawer.getByText('in order')).toBeVisible();

  const grace = await otherBrowser(page);
  provider.bend({ claims: { sub: name, name: `Grace of ${name}`, groups: ['sre@corp'] } });
  await grace.route(`${provider.issuer}/authorize?**`, async (route) => {
    const asked = route.request().url();
    const back = `${new URL(asked).searchParams.get('redirect_uri')}?${provider.approve(asked)}`;
    await route.fulfill({ status: 302, headers: { location: back } });
  });
  await grace.goto('/sign-in');
  await grace.getByRole('button', { name: `Sign in with ${name}` }).click();
  await expect(grace.getByRole('button', { name: `Signed in as Grace of ${name}` })).toBeVisible();
  await page.goto(`/teams/team/${name}`);
  await expect(page.getByRole('row', { name: new RegExp(`Grace of ${name}`) })).toContainText(name);

  await page.goto('/teams/people');
  await page
    .getByRole('button', { name: `Grace of ${name}` })
    .first()
    .click();
  const person = page.getByRole('complementary', { name: `Grace of ${name}` });
  await expect(person.getByRole('list', { name: 'Sessions' }).getByRole('listitem')).toHaveCount(1);
  await person.getByRole('button', { name: /^End the session/ }).click();
  await expect(person.getByText('Not signed in anywhere.')).toBeVisible();
  // her open page is told, and leaves by itself
  await expect(grace).toHaveURL(/\/sign-in/);
  await grace.context().close();

  await page.goto(`/teams/providers?open=${name}`);
  await drawer.getByRole('button', { name: 'Remove' }).click();
  const confirm = page.getByRole('dialog');
  await confirm.getByLabel(`Type ${name} to confirm`).fill(name);
  await confirm.getByRole('button', { name: 'Remove' }).click();
  await expect(confirm).toBeHidden();
  await expect(page.getByRole('button', { name, exact: true })).toBeHidden();
  expect(await hub.ask('teams.get', { name })).toMatchObject({ people: [] });
});
