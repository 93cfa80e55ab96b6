import { expect, type Locator, type Page } from '@playwright/test';
import type { Candidate } from '../members/candidate';

export type Method = 'Kubeconfig' | 'Token' | 'Client certificate' | 'From inside (agent)';

/** The page on which a cluster is registered: its fields, and the steps that several journeys take on it. */
export function registerPage(page: Page) {
  const label = (name: string) => page.getByLabel(name, { exact: true });
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const field = {
    kubeconfig: label('Kubeconfig').and(page.locator('textarea')),
    server: label('API server'),
    ca: page.getByLabel(/^Certificate authority/),
    token: label('Service account token'),
    certificate: label('Client certificate').and(page.locator('textarea')),
    key: label('Private key'),
    name: label('Name in the fleet'),
    environment: label('Environment'),
    region: label('Region'),
    zone: label('Zone'),
  };
  const saved = (name: string) => page.getByText(`${name} is registered; its inventory is being read.`);
  const steps = {
    open: () => page.goto('/clusters/register'),
    choose: (method: Method) => page.getByRole('group', { name: 'Ways to register' }).getByText(method).click(),
    fillToken: async ({ url, ca, token }: Pick<Candidate, 'url' | 'ca' | 'token'>) => {
      await field.server.fill(url);
      await field.ca.fill(ca);
      await field.token.fill(token);
    },
    fillCertificate: async ({ url, ca, certificate, key }: Candidate) => {
      await field.server.fill(url);
      await field.ca.fill(ca);
      await field.certificate.fill(certificate);
      await field.key.fill(key);
    },
    readContexts: async (text: string) => {
      await field.kubeconfig.fill(text);
      await button('Read contexts').click();
    },
    test: () => button(/^Test (connection|again)$/).click(),
    save: () => button(/^Register 1 cluster$/).click(),
    /** One step of the test report, with the word for how it went. */
    check: (name: string, outcome: 'passed' | 'warning' | 'failed') =>
      page
        .getByRole('listitem')
        .filter({ hasText: name })
        .filter({ has: page.getByRole('img', { name: outcome, exact: true }) }),
  };
  return { ...steps, field, saved };
}

/** Registers a candidate by its token, as the first step of a journey about something else. */
export async function registerByToken(page: Page, name: string, candidate: Candidate): Promise<void> {
  const register = registerPage(page);
  await register.open();
  await register.choose('Token');
  await register.fillToken(candidate);
  await register.field.name.fill(name);
  await register.test();
  await register.save();
  await expect(register.saved(name)).toBeVisible();
}

/** What is said to be wrong at one field, to those who see and to those who do not. */
export async function expectProblemAt(field: Locator, problem: string): Promise<void> {
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(endsWith(problem));
}

/** A field's hint is read before its problem. */
const endsWith = (text: string) => new RegExp(`${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
