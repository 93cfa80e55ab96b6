import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { agentFolder, buildAgent, startAgent } from '~/server/gateway/testing/agent-process';
import { kubeconfigOf } from '../members/candidate';
import { startSimulatedCandidate } from '../members/simulated-candidate';
import { nameOfThisTry } from '../members/try-name';
import { registerPage } from '../pages/register-page';

const NAME = nameOfThisTry('behind-a-wall');

test('a cluster joins from inside by the printed command, is approved, and shows its nodes', async ({ page }) => {
  buildAgent();
  const candidate = await startSimulatedCandidate(NAME, { region: 'edge', zone: 'edge-a', nodes: 2 });
  const { folder, remove } = agentFolder();
  const register = registerPage(page);
  await register.open();
  await register.choose('From inside (agent)');
  await page.getByLabel('Cluster name', { exact: true }).fill(NAME);
  await page.getByRole('button', { name: 'Make a join command' }).click();
  const printed = await page.locator('pre').filter({ hasText: 'curl' }).innerText();
  // what the person's shell does, up to kubectl; no kubelet runs the Deployment here, so its agent is a process
  const script = printed
    .replace('| kubectl apply -f -', '')
    .replaceAll('portolan-ca.crt', path.join(folder, 'hub.crt'));
  const manifest = execFileSync('bash', ['-c', script], { encoding: 'utf8' });
  const of = (pattern: RegExp) => pattern.exec(manifest)?.[1] ?? '';
  const ca = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(manifest)?.[0].replace(/^ +/gm, '') ?? '';
  const settings = { hub: of(/hub: (\S+)/), token: of(/token: (\S+)/), ca, kubeconfig: kubeconfigOf(candidate) };
  writeFileSync(path.join(folder, 'writes'), 'true');
  const agent = startAgent({ ...settings, context: 'robot', state: folder });
  try {
    const waiting = page.getByRole('article', { name: NAME });
    await expect(waiting.getByRole('button', { name: 'Approve' })).toBeVisible();
    expect(agent.said()).toContain(await waiting.locator('code').innerText());
    await waiting.getByRole('button', { name: 'Approve' }).click();
    await expect(waiting.getByText('connected', { exact: true })).toBeVisible();
    await waiting.getByRole('link', { name: NAME }).click();
    const reach = page.getByRole('region', { name: 'How it is reached' });
    await expect(reach.getByText('Its agent dials the hub')).toBeVisible();
    await expect(reach.getByText('no credential of it')).toBeVisible();
    await page.goto(`/clusters/${NAME}/nodes`);
    for (const node of candidate.nodes) await expect(page.getByText(node, { exact: true })).toBeVisible();
    await page.goto(`/clusters/${NAME}`);
    await reach.getByRole('button', { name: 'Revoke agent' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(`Type ${NAME}`).fill(NAME);
    await dialog.getByRole('button', { name: 'Revoke agent' }).click();
    await expect(page.getByText(`The agent of ${NAME} is revoked`)).toBeVisible();
    await expect.poll(() => agent.said()).toContain('the hub has revoked this agent');
  } finally {
    await agent.stop();
    await candidate.stop();
    remove();
  }
});
