// What the tests need of the operating system. On Debian as root it is installed; elsewhere one sentence says what is missing.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { step } from './prepare.mjs';

const has = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

/** Debian's package belongs to Debian's own Python, which need not be the first one in the path. */
const hasPythonClient = () =>
  ['/usr/bin/python3', 'python3'].some((python) => spawnSync(python, ['-c', 'import kubernetes']).status === 0);

const NEEDS = [
  {
    parts: ['browser'],
    packages: ['chromium'],
    missing: () => !(process.env.CHROMIUM ? fs.existsSync(process.env.CHROMIUM) : has('chromium')),
  },
  {
    parts: ['browser'],
    packages: ['fonts-noto-cjk'],
    missing: () => fs.existsSync('/etc/debian_version') && !fs.existsSync('/usr/share/fonts/opentype/noto'),
  },
  {
    parts: ['kube'],
    packages: ['dpkg-dev', 'openssl', 'python3', 'curl', 'gcc', 'libc6-dev'],
    missing: () => !process.env.KUBEBUILDER_ASSETS && !['dpkg-source', 'openssl', 'python3', 'curl', 'gcc'].every(has),
  },
  { parts: ['kube'], packages: ['python3-kubernetes'], missing: () => !hasPythonClient() },
];

export function systemPackages(parts) {
  const packages = NEEDS.filter((need) => need.parts.some((part) => parts.includes(part)) && need.missing()).flatMap(
    (need) => need.packages,
  );
  if (packages.length === 0) return;
  if (process.getuid?.() !== 0 || !has('apt-get')) {
    console.error(
      `Missing on this machine: ${packages.join(', ')}. Install them (on Debian: apt-get install ${packages.join(' ')}), or run only other parts of the tests.`,
    );
    process.exit(1);
  }
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  step('Updating the package lists', 'apt-get', ['update', '-qq'], env);
  step(
    `Installing ${packages.join(', ')}`,
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
    env,
  );
}
