import { expect, test } from '@playwright/test';
import { startSimulatedCandidate } from '../members/simulated-candidate';
import { removeCluster } from '../pages/cluster-page';
import { expectProblemAt, registerByToken, registerPage } from '../pages/register-page';
import { table } from '../pages/table';

const EXPIRED = 'a-token-of-yesterday';
type Started = Awaited<ReturnType<typeof startSimulatedCandidate>>;
let candidate: Started;
let stranger: Started;

test.beforeAll(async () => {
  const late = { token: EXPIRED, user: { name: 'robot', groups: ['system:masters'] }, expiresAt: new Date(0) };
  const place = { region: 'sim-1', zone: 'sim-1a', nodes: 1 };
  candidate = await startSimulatedCandidate('refused', { ...place, tokens: [late] });
  stranger = await startSimulatedCandidate('stranger', place);
});
test.afterAll(async () => {
  await candidate?.stop();
  await stranger?.stop();
});

const wrong = [
  {
    what: 'a certificate authority that did not sign its certificate',
    given: () => ({ ca: stranger.ca }),
    field: 'ca',
    problem: 'The server certificate is not signed by this certificate authority.',
  },
  {
    what: 'an expired token',
    given: () => ({ token: EXPIRED }),
    field: 'token',
    problem: 'The API server does not accept this credential.',
  },
  {
    what: 'an address with a password in it',
    given: () => ({ url: candidate.url.replace('https://', 'https://admin:secret@') }),
    field: 'server',
    problem: 'The address contains a user name or password: remove it.',
  },
  {
    what: 'a metadata address',
    given: () => ({ url: 'https://169.254.169.254' }),
    field: 'server',
    problem: 'The hub may not dial this address (PORTOLAN_DIAL_ALLOW).',
  },
  {
    what: 'an address without https',
    given: () => ({ url: candidate.url.replace('https', 'http') }),
    field: 'server',
    problem: 'The address must begin with https.',
  },
] as const;

for (const { what, given, field, problem } of wrong) {
  test(`${what} is refused at its field`, async ({ page }) => {
    const register = registerPage(page);
    await register.open();
    await register.choose('Token');
    await register.fillToken({ ...candidate, ...given() });
    await register.field.name.fill('never-saved');
    await register.test();
    await expectProblemAt(register.field[field], problem);
    await expectNothingSaved(page);
  });
}

test('a name that is taken, and a cluster that is there already, are refused at their fields', async ({ page }) => {
  await registerByToken(page, 'taken', candidate);
  const register = registerPage(page);

  await register.open();
  await register.choose('Token');
  await register.fillToken(stranger);
  await register.field.name.fill('taken');
  await register.test();
  await expectProblemAt(register.field.name, 'This name is taken.');

  await register.fillToken(candidate);
  await register.field.name.fill('never-saved');
  await register.test();
  await expectProblemAt(register.field.server, 'This cluster is registered already, as taken.');
  await expectNothingSaved(page);
  await removeCluster(page, 'taken');
});

test('a name that is none is refused at its field', async ({ page }) => {
  const register = registerPage(page);
  await register.open();
  await register.choose('Token');
  await register.fillToken(stranger);
  await register.field.name.fill('Not A Name');
  await register.test();
  await expectProblemAt(
    register.field.name,
    'The name: small letters, digits and dashes, at most 63; it begins and ends with a letter or digit.',
  );
});

test('a paste of two megabytes is no kubeconfig and is not sent', async ({ page }) => {
  const register = registerPage(page);
  await register.open();
  await register.field.kubeconfig.fill('x'.repeat(2 * 1024 * 1024));
  await expectProblemAt(register.field.kubeconfig, 'Larger than 1 MiB: this is not a kubeconfig');
  await expect(page.getByRole('button', { name: 'Read contexts' })).toHaveAttribute('aria-disabled', 'true');
});

async function expectNothingSaved(page: import('@playwright/test').Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Register 1 cluster' })).toHaveAttribute('aria-disabled', 'true');
  await page.goto('/clusters?q=never-saved');
  await expect(page.getByText('Nothing matches').first()).toBeVisible();
  await expect(table(page, 'Clusters').row('never-saved')).toHaveCount(0);
}
