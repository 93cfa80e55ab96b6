// Plants one violation at a time in a copy of the tree and says whether the expected rule names it: a silent rule looks
// exactly like a kept one. Many violations share one run, because each stands in a file of its own.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../prepare.mjs';

/** rule, file that is planted (or appended to), its text */
const VIOLATIONS = [
  ['no-cycles', 'server/kernel/planted-a.ts', "import { b } from './planted-b';\nexport const a = () => b;"],
  [
    'no-cycles',
    'server/kernel/planted-b.ts',
    "import type { a } from './planted-a';\nexport const b = (x: typeof a) => x;",
  ],
  ['no-unresolved', 'server/live/planted-unresolved.ts', "import 'left-pad-nope';"],
  ['no-orphans', 'components/ui/planted-orphan.ts', 'export const alone = 1;'],
  ['kernel-imports-nothing', 'server/kernel/planted-node.ts', "import 'node:fs';"],
  ['kernel-imports-nothing', 'server/kernel/planted-zod.ts', "import 'zod';"],
  ['core-is-pure', 'server/clusters/core/planted-io.ts', "import 'node:fs';"],
  ['core-is-pure', 'server/clusters/core/planted-db.ts', "import '~/server/db/client';"],
  ['core-is-pure', 'server/topology/core/planted-sibling.ts', "import '~/server/clusters/core/quantity';"],
  ['core-is-pure', 'server/topology/core/planted-adapter.ts', "import '../kube';"],
  ['core-of-doors-is-pure', 'server/gateway/members/core/planted-io.ts', "import 'node:http';"],
  [
    'core-sees-types-of-ports-only',
    'server/clusters/core/planted-port.ts',
    "import { x } from '../ports';\nexport const y = x;",
  ],
  ['model-is-pure', 'server/clusters/model/planted.ts', "import 'node:crypto';"],
  [
    'ports-hold-types-only',
    'server/audit/ports.ts',
    "import { recorded } from './recorded';\nexport const held = recorded;",
  ],
  ['upper-domains-do-not-meet', 'server/mesh/planted.ts', "import '~/server/topology/core/build-map';"],
  ['lower-domains-look-down', 'server/audit/planted-up.ts', "import '~/server/topology/model/places';"],
  ['ground-knows-no-domain', 'server/live/planted-domain.ts', "import '~/server/clusters/model/names';"],
  ['only-kube-adapters-touch-kube', 'server/topology/planted-kube.ts', "import '~/server/kube/member-connection';"],
  ['kubernetes-client-stays-in-kube', 'server/topology/kube/planted.ts', "import '@kubernetes/client-node';"],
  ['undici-stays-in-kube', 'server/topology/planted-undici.ts', "import 'undici';"],
  ['prisma-stays-in-db-and-stores', 'server/topology/planted-prisma.ts', "import '@prisma/client';"],
  ['prisma-stays-in-db-and-stores', 'server/topology/planted-generated.ts', "import '~/prisma/generated/client';"],
  ['trpc-stays-in-api', 'server/topology/planted-trpc.ts', "import '@trpc/server';"],
  ['only-doors-wire', 'server/topology/planted-wiring.ts', "import '~/server/wiring';"],
  ['nobody-knows-the-simulator', 'server/process/planted-simulator.ts', "import '~/server/simulator/member';"],
  ['simulator-knows-no-hub', 'server/simulator/planted-hub.ts', "import '~/server/kube/member';"],
  ['agent-and-hub-do-not-meet', 'server/agent/planted.ts', "import '~/server/db/client';"],
  ['hub-does-not-see-the-agent', 'server/process/planted-agent.ts', "import '~/server/agent/planted';"],
  ['server-does-not-see-ui', 'server/live/planted-ui.ts', "import '~/components/ui/button';"],
  ['bin-sees-models-only', 'bin/planted.ts', "import '~/server/db/client';"],
  ['plug-in-needs-node-alone', 'bin/kubectl-portolan/planted-model.ts', "import '~/server/clusters/model/names';"],
  ['plug-in-needs-node-alone', 'bin/kubectl-portolan/planted-library.ts', "import 'zod';"],
  [
    'ui-sees-models-kernel-and-router-type',
    'components/topology/planted-server.ts',
    "import '~/server/topology/edit-places';",
  ],
  [
    'router-type-is-only-a-type',
    'components/topology/planted-router.ts',
    "import { appRouter } from '~/server/api/root';\nexport const r = appRouter;",
  ],
  [
    'pages-go-through-components',
    'app/planted/page.tsx',
    "import '~/server/topology/edit-places';\nexport default () => null;",
  ],
  ['components-do-not-see-pages', 'components/shell/planted-page.ts', "import '~/app/planted/page';"],
  ['ui-kit-knows-no-domain', 'components/ui/planted-kit.ts', "import '~/components/shell/rail';"],
  ['component-domains-do-not-meet', 'components/mesh/planted.ts', "import '~/components/topology/planted-server';"],
  [
    'echarts-stays-in-charts',
    'components/topology/planted-chart.ts',
    "import { init } from 'echarts/core';\nexport const i = init;",
  ],
  ['no-test-code-in-production', 'server/live/planted-test.ts', "import './live-hub.test';"],
  ['scripts-are-not-imported', 'server/live/planted-script.ts', "import '~/scripts/rules/planted-target';"],
];

const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'portolan-rules-'));
try {
  for (const folder of [
    'app',
    'components',
    'server',
    'bin',
    'scripts',
    'prisma',
    'tsconfig.json',
    'package.json',
    '.dependency-cruiser.cjs',
  ]) {
    fs.cpSync(path.join(root, folder), path.join(copy, folder), { recursive: true });
  }
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  fs.writeFileSync(path.join(copy, 'scripts/rules/planted-target.ts'), 'export const target = 1;');
  for (const [, file, text] of VIOLATIONS) {
    const planted = path.join(copy, file);
    fs.mkdirSync(path.dirname(planted), { recursive: true });
    fs.writeFileSync(planted, fs.existsSync(planted) ? `${text}\n${fs.readFileSync(planted, 'utf8')}` : text);
  }
  const command = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const run = spawnSync(
    process.execPath,
    [command, 'app', 'components', 'server', 'bin', 'scripts', '--output-type', 'json'],
    {
      cwd: copy,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  );
  const seen = JSON.parse(run.stdout).summary.violations.map(({ rule, from, cycle = [] }) => ({
    rule: rule.name,
    files: [from, ...cycle.map((step) => step.name ?? step)],
  }));
  const missed = VIOLATIONS.filter(
    ([rule, file]) => !seen.some((found) => found.rule === rule && found.files.includes(file)),
  );
  for (const [rule, file] of missed) console.error(`MISSED ${rule} in ${file}`);
  console.log(`${VIOLATIONS.length - missed.length} planted violations caught, ${missed.length} missed`);
  const configured = new Set(JSON.parse(run.stdout).summary.ruleSetUsed.forbidden.map(({ name }) => name));
  for (const [rule] of VIOLATIONS) configured.delete(rule);
  for (const rule of configured) console.error(`NO VIOLATION IS PLANTED FOR ${rule}`);
  process.exitCode = missed.length + configured.size === 0 ? 0 : 1;
} finally {
  fs.rmSync(copy, { recursive: true, force: true });
}
