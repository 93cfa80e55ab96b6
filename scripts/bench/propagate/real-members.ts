import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { type ControlPlane, startControlPlane } from '~/scripts/kube/start-control-plane';

/** Whether real API servers can be started here without building them first. */
export const hasRealMembers = (): boolean =>
  process.env['KUBEBUILDER_ASSETS'] !== undefined ||
  existsSync(path.join(process.env['KUBE_ASSETS_DIR'] ?? path.join(homedir(), '.cache/kube-assets'), 'kube-apiserver'));

/** Real control planes without controllers, and a kubeconfig with a context for each. */
export async function startRealMembers(count: number): Promise<{ kubeconfig: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'portolan-bench-'));
  const planes: ControlPlane[] = [];
  for (let at = 0; at < count; at++) planes.push(await startControlPlane({ NO_KCM: '1' }));
  const members = await Promise.all(
    planes.map(async ({ url, adminToken, pki }, at) => ({
      ...{ name: `real-${at + 1}`, url, token: adminToken },
      ca: Buffer.from(await pki('ca.crt')).toString('base64'),
    })),
  );
  const kubeconfig = path.join(folder, 'kubeconfig.yaml');
  const text = {
    ...{ apiVersion: 'v1', kind: 'Config' },
    clusters: members.map(({ name, url, ca }) => ({
      ...{ name, cluster: { server: url, 'certificate-authority-data': ca } },
    })),
    users: members.map(({ name, token }) => ({ name, user: { token } })),
    contexts: members.map(({ name }) => ({ name, context: { cluster: name, user: name } })),
  };
  writeFileSync(kubeconfig, JSON.stringify(text), { mode: 0o600 });
  return {
    kubeconfig,
    stop: async () => {
      for (const plane of planes) await plane.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
