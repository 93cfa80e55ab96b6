import { expect, type Page, test } from '@playwright/test';
import type { GrantScope } from '~/server/teams/model/grant';
import { otherBrowser } from './other-browser';

const PASSWORD = 'correct horse battery';

/** What a door of the hub answers to a page of its own; the status is judged by who asks. */
export async function post(page: Page, path: string, data: object) {
  const origin = test.info().project.use.baseURL ?? '';
  const answer = await page.request.post(path, { headers: { origin, 'x-portolan': '1' }, data });
  const body = await answer.json();
  return { status: answer.status(), body, data: body.result?.data };
}

/** Calls a procedure that must do what it is called for, as the person of the page. */
export async function call(page: Page, procedure: string, input: object) {
  const { status, body, data } = await post(page, `/api/trpc/${procedure}`, input);
  expect(status, `${procedure}: ${JSON.stringify(body)}`).toBe(200);
  return data;
}

/** What a query answers to the person of the page. */
export async function read(page: Page, procedure: string, input: object) {
  const answer = await page.request.get(`/api/trpc/${procedure}`, {
    headers: { 'x-portolan': '1' },
    params: { input: JSON.stringify(input) },
  });
  return (await answer.json()).result.data;
}

/** Somebody whom the administrator invites, and who has followed the invitation in a browser of their own. */
export async function invite(admin: Page, name: string): Promise<{ page: Page; id: string }> {
  const login = `${name.toLowerCase().replaceAll(' ', '-')}-${Date.now()}`;
  const { id, token } = await call(admin, 'teams.invite', { name, login });
  const page = await otherBrowser(admin);
  expect((await post(page, '/api/auth/invitation', { token, password: PASSWORD })).status).toBe(200);
  return { page, id };
}

/** Gives a person a role on clusters (all where none is named) and namespaces; answers the grant's id. */
export async function grant(admin: Page, person: string, role: string, clusters?: string[]): Promise<string> {
  const subject = { to: 'person', id: person };
  const { id } = await call(admin, 'teams.grant', { subject, role, scope: scopeOf(clusters) });
  return id;
}

/** A part of the fleet as a grant names it. */
export const scopeOf = (clusters?: string[], namespaces: string[] | null = null): GrantScope => ({
  clusters: clusters ? { by: 'name', names: clusters } : { by: 'all' },
  namespaces,
  environments: null,
});
