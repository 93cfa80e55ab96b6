// The architecture as rules. scripts/rules/violate.mjs plants a violation of each and must see it caught.
const LOWER = 'clusters|objects|teams|audit|notifications';
const UPPER = 'topology|federation|mesh|traffic|ingress|observability';
const DOMAINS = `${LOWER}|${UPPER}`;
const MODEL = 'model(\\.ts$|/)';
const TEST = '\\.test\\.tsx?$';
const TESTING = [TEST, '/testing/', '^playwright/', '^scripts/(bench|prove|kube)/'];
const PURE_LIBRARIES = '^node_modules/(zod|yaml|ipaddr\\.js|semver)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '\\.css$' } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: ['^app/', '\\.d\\.ts$', TEST, '^playwright/', '^scripts/', '\\.config\\.(ts|js|mjs)$'],
      },
      to: {},
    },
    {
      name: 'kernel-imports-nothing',
      severity: 'error',
      from: { path: '^server/kernel/', pathNot: TEST },
      to: { pathNot: '^server/kernel/' },
    },
    {
      name: 'core-is-pure',
      comment: 'decisions see models, kernel and pure libraries; of their own ports the types alone',
      severity: 'error',
      from: { path: `^server/(${DOMAINS})/core/`, pathNot: TEST },
      to: {
        pathNot: [
          '^server/$1/(core/|ports(\\.ts$|/))',
          `^server/(${DOMAINS})/${MODEL}`,
          '^server/kernel/',
          '^server/kube/member(-client)?\\.ts$',
          PURE_LIBRARIES,
        ],
      },
    },
    {
      name: 'core-of-doors-is-pure',
      comment: 'what a door decides of raw bytes and rights is tried without a socket',
      severity: 'error',
      from: { path: '^server/gateway/.*/core/', pathNot: TEST },
      to: {
        pathNot: [
          '^server/gateway/.*/(core/|model/|member-request\\.ts$)',
          `^server/(${DOMAINS})/${MODEL}`,
          '^server/kernel/',
          PURE_LIBRARIES,
        ],
      },
    },
    {
      name: 'core-sees-types-of-ports-only',
      severity: 'error',
      from: { path: `^server/(${DOMAINS})/core/`, pathNot: TEST },
      to: { path: ['/ports(\\.ts$|/)', '^server/kube/member(-client)?\\.ts$'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'model-is-pure',
      severity: 'error',
      from: { path: `^server/(${DOMAINS})/${MODEL}`, pathNot: TEST },
      to: { pathNot: [`^server/(${DOMAINS})/${MODEL}`, '^server/kernel/', '^node_modules/zod/'] },
    },
    {
      name: 'ports-hold-types-only',
      severity: 'error',
      from: { path: `^server/(${DOMAINS})/ports(\\.ts$|/)` },
      to: { dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'upper-domains-do-not-meet',
      comment: 'an upper domain reaches another upper domain only through its model',
      severity: 'error',
      from: { path: `^server/(${UPPER})/` },
      to: { path: `^server/(${UPPER})/`, pathNot: ['^server/$1/', `^server/(${UPPER})/${MODEL}`] },
    },
    {
      name: 'lower-domains-look-down',
      severity: 'error',
      from: { path: `^server/(${LOWER})/` },
      to: { path: `^server/(${UPPER}|api|gateway|process|agent)/` },
    },
    {
      name: 'ground-knows-no-domain',
      severity: 'error',
      from: { path: '^server/(kube|db|live|yaml|kernel)/', pathNot: TESTING },
      to: { path: `^server/(api|gateway|process|agent|simulator|${DOMAINS})/` },
    },
    {
      name: 'only-kube-adapters-touch-kube',
      severity: 'error',
      from: { path: `^server/(${DOMAINS})/`, pathNot: [`^server/(${DOMAINS})/(kube|watch|testing)(\\.ts$|/)`, TEST] },
      to: { path: '^server/kube/', pathNot: '^server/kube/member(-client)?\\.ts$' },
    },
    {
      name: 'kubernetes-client-stays-in-kube',
      comment: 'and beside it in the benches, where it is the peer, and at the door that it is to speak with',
      severity: 'error',
      from: { pathNot: ['^server/kube/', '^scripts/bench/', '^server/gateway/.*\\.kube\\.test\\.ts$'] },
      to: { path: '^node_modules/@kubernetes/client-node/' },
    },
    {
      name: 'undici-stays-in-kube',
      severity: 'error',
      from: { path: '^(server|app|components)/', pathNot: ['^server/kube/', TEST, '/testing/'] },
      to: { path: '^node_modules/undici/' },
    },
    {
      name: 'prisma-stays-in-db-and-stores',
      severity: 'error',
      from: {
        pathNot: [
          '^server/db/',
          `^server/(${DOMAINS}|gateway(/hub)?)/([a-z-]*store\\.ts$|store/)`,
          '^prisma',
          '^scripts/',
          '\\.integration\\.test\\.ts$',
        ],
      },
      to: { path: '(^|node_modules/)@prisma/|^prisma/generated/', pathNot: '^node_modules/@prisma/schema-engine' },
    },
    {
      name: 'trpc-stays-in-api',
      severity: 'error',
      from: {
        path: '^(server|app|components|bin)/',
        pathNot: ['^server/api/', '^app/api/', '^components/trpc/', TEST],
      },
      to: { path: '^node_modules/@trpc/' },
    },
    {
      name: 'only-doors-wire',
      severity: 'error',
      from: {
        pathNot: [
          '^server/(api|gateway|process)/',
          '^server/(wiring|main)\\.ts$',
          '^app/api/',
          '^components/trpc/server\\.tsx$',
          ...TESTING,
        ],
      },
      to: { path: '^server/wiring\\.ts$' },
    },
    {
      name: 'nobody-knows-the-simulator',
      severity: 'error',
      from: { pathNot: ['^server/simulator/', ...TESTING] },
      to: { path: '^server/simulator/' },
    },
    {
      name: 'simulator-knows-no-hub',
      severity: 'error',
      from: { path: '^server/simulator/', pathNot: TESTING },
      to: { path: '^(server/(?!simulator/|kernel/|kube/openapi/)|app/|components/|prisma/)' },
    },
    {
      name: 'agent-and-hub-do-not-meet',
      severity: 'error',
      from: { path: '^server/agent/' },
      to: { path: '^(server/(?!agent/|kernel/|gateway/tunnel/model)|app/|components/)' },
    },
    {
      name: 'hub-does-not-see-the-agent',
      severity: 'error',
      from: { pathNot: ['^server/agent/', ...TESTING] },
      to: { path: '^server/agent/' },
    },
    {
      name: 'server-does-not-see-ui',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^(app|components)/' },
    },
    {
      name: 'bin-sees-models-only',
      severity: 'error',
      from: { path: '^bin/' },
      to: { path: '^(server|app|components)/', pathNot: [`^server/(${DOMAINS})/${MODEL}`, '^server/kernel/'] },
    },
    {
      name: 'plug-in-needs-node-alone',
      comment: 'it is handed out as one file, made of itself and the kernel',
      severity: 'error',
      from: { path: '^bin/kubectl-portolan/', pathNot: TEST },
      to: { pathNot: ['^bin/kubectl-portolan/', '^server/kernel/'], dependencyTypesNot: ['core'] },
    },
    {
      name: 'ui-sees-models-kernel-and-router-type',
      severity: 'error',
      from: { path: '^components/', pathNot: '^components/trpc/server\\.tsx$' },
      to: {
        path: '^server/',
        pathNot: [
          `^server/(${DOMAINS})/${MODEL}`,
          '^server/kernel/',
          // a form beside its text reads and edits it as the hub does
          '^server/yaml/(model|parse-documents|edit-document)\\.ts$',
          '^server/live/change\\.ts$',
          '^server/api/(root|errors)\\.ts$',
        ],
      },
    },
    {
      name: 'router-type-is-only-a-type',
      severity: 'error',
      from: { path: '^components/', pathNot: '^components/trpc/server\\.tsx$' },
      to: { path: '^server/api/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pages-go-through-components',
      severity: 'error',
      from: { path: '^app/', pathNot: '^app/api/' },
      to: { path: '^server/', pathNot: `^server/(${DOMAINS})/${MODEL}` },
    },
    { name: 'components-do-not-see-pages', severity: 'error', from: { path: '^components/' }, to: { path: '^app/' } },
    {
      name: 'ui-kit-knows-no-domain',
      severity: 'error',
      from: { path: '^components/(ui|charts)/' },
      to: { path: '^(components/(?!ui/|charts/|i18n/)|server/(?!kernel/))' },
    },
    {
      name: 'component-domains-do-not-meet',
      severity: 'error',
      from: { path: `^components/(${UPPER}|teams|audit|notifications)/` },
      to: { path: `^components/(${UPPER}|teams|audit|notifications)/`, pathNot: '^components/$1/' },
    },
    {
      name: 'echarts-stays-in-charts',
      severity: 'error',
      from: { pathNot: '^components/charts/' },
      to: { path: '^node_modules/(echarts|zrender)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-test-code-in-production',
      severity: 'error',
      from: { pathNot: TESTING },
      to: { path: [TEST, '/testing/', '^playwright/', '^scripts/(bench|prove|kube)/'] },
    },
    {
      name: 'scripts-are-not-imported',
      severity: 'error',
      from: { path: '^(server|app|components|bin)/', pathNot: TESTING },
      to: { path: '^scripts/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    preserveSymlinks: true,
    doNotFollow: { path: '^(node_modules|prisma/generated)/' },
    exclude: { path: '^(\\.next|dist)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
