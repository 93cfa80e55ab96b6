import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** A real control plane on loopback. `adminToken` may do everything, `viewerToken` nothing; `pki` holds `admin.crt`, `admin.key`, `ca.crt`. */
export type ControlPlane = {
  url: string;
  kubeconfig: string;
  adminToken: string;
  viewerToken: string;
  etcd: string;
  /** The folder of the programs. */
  assets: string;
  pki: (file: string) => Promise<string>;
  stop(): Promise<void>;
};

/** Starts etcd, kube-apiserver and kube-controller-manager (`variables` go to kube-up, such as NO_KCM). The caller stops it. */
export async function startControlPlane(variables: Record<string, string> = {}): Promise<ControlPlane> {
  const assets = await findAssets();
  const folder = await mkdtemp(join(tmpdir(), 'portolan-kube-'));
  const ports = await freePorts();
  const env = { ...process.env, ...ports, ...variables, KUBEBUILDER_ASSETS: assets };
  const stop = async () => {
    await run(script('kube-up'), ['stop', folder], { env });
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await run(script('kube-up'), ['1', folder], { env, timeout: 90_000 });
  } catch (error) {
    await stop();
    throw new Error('no real control plane could be started', { cause: error });
  }
  return {
    url: `https://127.0.0.1:${Number(ports.BASE) + 1}`,
    kubeconfig: await readFile(join(folder, 'kubeconfigs/cluster-1.yaml'), 'utf8'),
    adminToken: 'admin-token-1',
    viewerToken: 'viewer-token-1',
    etcd: `http://127.0.0.1:${Number(ports.ETCD_BASE) + 10}`,
    assets,
    pki: (file) => readFile(join(folder, 'cluster-1/pki', file), 'utf8'),
    stop,
  };
}

/** `KUBEBUILDER_ASSETS` where it is set; else what `kube-assets` has made or makes now, which takes minutes once. */
export async function findAssets(): Promise<string> {
  const given = process.env['KUBEBUILDER_ASSETS'];
  if (given !== undefined) {
    for (const program of ['etcd', 'kube-apiserver']) {
      if (!existsSync(join(given, program))) throw new Error(`KUBEBUILDER_ASSETS=${given} holds no ${program}`);
    }
    return given;
  }
  const made = process.env['KUBE_ASSETS_DIR'] ?? join(homedir(), '.cache/kube-assets');
  if (!existsSync(join(made, 'kube-apiserver')))
    console.log('building Kubernetes 1.20 from Debian packages: some five minutes');
  const { stdout } = await run(script('kube-assets'), { maxBuffer: 64 * 1024 * 1024 });
  return stdout.trim();
}

/** Bases for kube-up at which every port that cluster 1 takes is free now. */
async function freePorts(): Promise<{ BASE: string; ETCD_BASE: string }> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const base = 20_000 + Math.floor(Math.random() * 10_000);
    const etcd = 31_000 + Math.floor(Math.random() * 900);
    const taken = [base + 1, base + 1_001, etcd + 10, etcd + 11];
    if ((await Promise.all(taken.map(isFree))).every(Boolean)) return { BASE: String(base), ETCD_BASE: String(etcd) };
  }
  throw new Error('no free ports for a control plane');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
