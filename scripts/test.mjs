// `npm test`: rules, types, unit, integration, members, browser; installs what is missing. `npm test -- unit browser` runs parts.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildServer, buildSite, generateClient, install, refuseOldNode, root } from './prepare.mjs';
import { systemPackages } from './system.mjs';

refuseOldNode();
process.chdir(root);
process.env.NEXT_TELEMETRY_DISABLED = '1';

const reports = fs.mkdtempSync(path.join(os.tmpdir(), 'portolan-test-'));
const totals = { passed: 0, failures: [], skipped: [] };
const module = (file) => path.join(root, 'node_modules', file);

/** What failed is told again at the end, which is all that is kept of a long log. */
function fail(what) {
  totals.failures.push(what);
}

/** A part that passes or fails as a whole. */
function check(label, script, ...args) {
  console.log(`\n\x1b[1m${label}\x1b[0m`);
  const run = spawnSync(process.execPath, [script, ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (run.status === 0) totals.passed += 1;
  else fail(label);
}

function vitest(project) {
  console.log(`\n\x1b[1m${project} tests\x1b[0m`);
  const file = path.join(reports, `${project}.json`);
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile=${file}`];
  const run = spawnSync(process.execPath, [module('vitest/vitest.mjs'), ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (!fs.existsSync(file)) return fail(`${project} tests: no report`);
  const report = JSON.parse(fs.readFileSync(file, 'utf8'));
  totals.passed += report.numPassedTests;
  for (const { name, status, message, assertionResults } of report.testResults) {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    for (const test of failed) fail(`${name}: ${test.fullName}\n${test.failureMessages.join('\n')}`);
    if (status === 'failed' && assertionResults.length === 0) fail(`${name}\n${message}`);
  }
  if (report.numFailedTests === 0 && run.status !== 0) fail(`${project} tests: ended with ${run.status}`);
  const skipped = report.testResults
    .flatMap((suite) => suite.assertionResults)
    .filter(({ status }) => status === 'pending' || status === 'todo' || status === 'skipped');
  totals.skipped.push(...skipped.map(({ fullName }) => fullName));
}

/** Those of a part of Playwright's report, whose parts stand in each other. */
const specsOf = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsOf)];

function playwright() {
  console.log('\n\x1b[1mbrowser tests\x1b[0m');
  buildSite();
  buildServer();
  const file = path.join(reports, 'playwright.json');
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  spawnSync(process.execPath, [module('@playwright/test/cli.js'), 'test', '--reporter=list,json'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env,
  });
  if (!fs.existsSync(file)) return fail('browser tests: no report');
  const { stats, suites } = JSON.parse(fs.readFileSync(file, 'utf8'));
  totals.passed += stats.expected + stats.flaky;
  for (const { file, title, tests } of suites.flatMap(specsOf)) {
    for (const { status, results } of tests) {
      const errors = results.flatMap(({ errors }) => errors.map(({ message }) => message));
      if (status === 'unexpected') fail(`${file}: ${title}\n${errors.join('\n')}`);
    }
  }
  if (stats.flaky > 0) console.log(`${stats.flaky} browser tests passed only the second time: see "flaky" above`);
  if (stats.expected + stats.unexpected + stats.flaky === 0) fail('browser tests: none ran');
  if (stats.skipped > 0) totals.skipped.push(`${stats.skipped} browser tests`);
}

/**
 * Kubernetes is built while the parts before it run, and gives way to them: most of these keep one core busy. Resolves when it
 * is there; what it printed is told where it failed.
 */
function buildKubernetes() {
  if (process.env.KUBEBUILDER_ASSETS) return Promise.resolve();
  const log = path.join(reports, 'kube-assets.log');
  const output = fs.openSync(log, 'w');
  const build = spawn('nice', ['-n', '10', 'scripts/kube/kube-assets'], { stdio: ['ignore', output, output] });
  return new Promise((resolve) => {
    build.once('error', (error) => fs.appendFileSync(log, error.message));
    build.once('close', (code) => {
      if (code !== 0) console.error(`Kubernetes could not be built:\n${fs.readFileSync(log, 'utf8')}`);
      resolve();
    });
  });
}

const parts = {
  rules: () => {
    check('format and lint (Biome)', module('@biomejs/biome/bin/biome'), 'ci', '--error-on-warnings', '.');
    // what an earlier build said of pages that have moved since
    fs.rmSync(path.join(root, '.next/types'), { recursive: true, force: true });
    check('types (TypeScript)', module('typescript/bin/tsc'), '--noEmit', '-p', '.');
    const folders = ['app', 'components', 'server', 'bin', 'scripts', 'playwright'];
    check('architecture (dependency-cruiser)', module('dependency-cruiser/bin/dependency-cruise.mjs'), ...folders);
    check('planted violations', 'scripts/rules/violate.mjs');
    check('unused code (knip)', module('knip/bin/knip.js'), '--no-progress');
    check('sentences', 'scripts/rules/sentences.mjs');
    check('Chinese', 'scripts/rules/chinese.mjs');
    check('sizes', 'scripts/rules/sizes.mjs');
  },
  unit: () => vitest('unit'),
  integration: () => vitest('integration'),
  kube: async () => {
    await kubernetes;
    vitest('kube');
  },
  browser: playwright,
};

const wanted = process.argv.slice(2).length > 0 ? process.argv.slice(2) : Object.keys(parts);
const unknown = wanted.filter((part) => !(part in parts));
if (unknown.length > 0) {
  console.error(`unknown part ${unknown.join(', ')}; known are ${Object.keys(parts).join(', ')}`);
  process.exit(1);
}

install();
generateClient();
systemPackages(wanted);
const kubernetes = wanted.includes('kube') ? buildKubernetes() : Promise.resolve();
for (const part of wanted) await parts[part]();

if (totals.skipped.length > 0) {
  console.log(`\nskipped: ${totals.skipped.join('; ')}`);
  if (process.env.CI) for (const name of totals.skipped) fail(`skipped: ${name}`);
}
fs.rmSync(reports, { recursive: true, force: true });
for (const failure of totals.failures) console.log(`\nfailed: ${failure}`);
console.log(`\n${totals.passed} passed, ${totals.failures.length} failed`);
process.exit(totals.failures.length === 0 && totals.passed > 0 ? 0 : 1);
