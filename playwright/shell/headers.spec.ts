import { expect, test } from '@playwright/test';

const PAGES = ['/', '/clusters', '/clusters?open=edge-fra', '/topology', '/audit', '/teams', '/nowhere', '/sign-in'];
const REST = ['/api/healthz', '/api/trpc/teams.me', '/api/audit/export', '/api/nowhere', '/icon.svg'];

test('every answer bears the headers that keep browsers from being used against us', async ({ page }) => {
  for (const path of [...PAGES, ...REST]) {
    const headers = (await page.request.get(path)).headers();
    expect.soft(headers, path).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect.soft(headers['content-security-policy'], path).toMatch(/default-src 'none'; script-src 'nonce-[\w+/=]{24}'/);
    expect.soft(headers['content-security-policy'], path).not.toMatch(/script-src[^;]*unsafe/);
    expect.soft(headers['permissions-policy'], path).toContain('camera=()');
    if (path !== '/icon.svg') expect.soft(headers['cache-control'], path).toContain('no-store');
  }
});

test('pages run under their policy, and a script without its nonce does not', async ({ page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|violates/.test(message.text())) complaints.push(message.text());
  });
  for (const path of PAGES) {
    await page.goto(path);
    await expect(page.getByRole('main')).toBeVisible();
  }
  // the last of them leads on who is signed in
  await expect(page).toHaveURL('/');
  expect(complaints).toEqual([]);
  await page.goto('/clusters');
  // as an attacker would bring it in: as text that becomes HTML
  const ran = await page.evaluate(() => {
    const attack =
      '<img src="/nowhere.png" onerror="window.attacked = true"><a id="way" href="javascript:window.attacked = true">x</a>';
    document.body.insertAdjacentHTML('beforeend', attack);
    document.getElementById('way')?.click();
    return new Promise((resolve) => setTimeout(() => resolve('attacked' in window), 500));
  });
  expect(ran).toBe(false);
});

test('the hub answers by no other name, and nothing is posted to a page', async ({ page }) => {
  const foreign = await page.request.get('/clusters', { headers: { host: 'hub.example.evil' } });
  expect(foreign.status()).toBe(421);
  expect((await page.request.post('/clusters', { data: {} })).status()).toBe(405);
});
