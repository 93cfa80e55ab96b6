import { type Door, enter, open, page, read, saved, subscription } from './doors';
import { MINE } from './table';

/** What somebody who is known types; the proof has invited them. */
export const KNOWN = { login: 'known-to-the-proof', password: 'correct horse battery' };
const UNKNOWN = 'portolan_unknown_token_of_nobody';
const CLUSTER = `/clusters/${MINE}`;
const NOTIFICATIONS = '/teams/notifications';

/** Where each page lies that is for whoever is signed in; what of the fleet stands on it is judged by its procedures. */
const PAGES: Readonly<Record<string, string>> = {
  '/': '/',
  '/account': '/account',
  '/account/device': '/account/device?code=BCDF-GHJK',
  '/audit': '/audit',
  '/audit/recordings': '/audit/recordings',
  '/audit/recordings/[id]': '/audit/recordings/00000000-0000-4000-8000-00000000dead',
  '/clusters': '/clusters',
  '/clusters/register': '/clusters/register',
  '/clusters/[cluster]': CLUSTER,
  '/clusters/[cluster]/configuration': `${CLUSTER}/configuration`,
  '/clusters/[cluster]/events': `${CLUSTER}/events`,
  '/clusters/[cluster]/kinds': `${CLUSTER}/kinds`,
  '/clusters/[cluster]/namespaces': `${CLUSTER}/namespaces`,
  '/clusters/[cluster]/nodes': `${CLUSTER}/nodes`,
  '/clusters/[cluster]/pods': `${CLUSTER}/pods`,
  '/clusters/[cluster]/services': `${CLUSTER}/services`,
  '/clusters/[cluster]/workloads': `${CLUSTER}/workloads`,
  '/clusters/[cluster]/objects/new': `${CLUSTER}/objects/new`,
  '/clusters/[cluster]/objects/[group]/[version]/[plural]/[...place]': `${CLUSTER}/objects/core/v1/pods/default/none`,
  '/federation': '/federation',
  '/federation/new': '/federation/new',
  '/federation/applications/[name]': '/federation/applications/nothing-here',
  '/ingress': '/ingress',
  '/mesh': '/mesh',
  '/observability': '/observability',
  '/teams': '/teams',
  '/teams/access': '/teams/access',
  '/teams/machines': '/teams/machines',
  '/teams/people': '/teams/people',
  '/teams/providers': '/teams/providers',
  '/teams/requests': '/teams/requests',
  '/teams/roles': '/teams/roles',
  '/teams/team/[team]': '/teams/team/no-such-team',
  '/teams/notifications': NOTIFICATIONS,
  '/teams/notifications/channels': `${NOTIFICATIONS}/channels`,
  '/teams/notifications/deliveries': `${NOTIFICATIONS}/deliveries`,
  '/topology': '/topology',
  '/topology/loss': '/topology/loss',
  '/topology/zones/[region]/[zone]': '/topology/zones/region/zone',
  '/traffic': '/traffic',
};

const exported = encodeURIComponent(JSON.stringify({ format: 'csv' }));
const held = { least: 'viewer', reach: 'sight' } as const;

/** What machines ask stands behind the https door alone: by the other nobody gets anything of it, whoever they are. */
export const MACHINE_DOORS: readonly Door[] = [
  read(`/k8s${CLUSTER}/version`, 'none'),
  read(`/k8s${CLUSTER}/api/v1/namespaces`, 'none'),
  read('/k8s/hub/version', 'none'),
  read('/k8s/hub/apis/portolan.dev/v1alpha1/applications', 'none'),
  read(`/join/${UNKNOWN}.yaml`, 'none'),
  enter('/agent/join', {}, 'none'),
  enter('/oauth/device_authorization', {}, 'none'),
  enter('/oauth/token', {}, 'none'),
  enter('/oauth/revoke', {}, 'none'),
];

/** What stands before the pages, on their origin. */
export const BROWSER_DOORS: readonly Door[] = [saved(MINE, { least: 'editor', reach: 'namespace' })];

/** Every page and door of the app folder, and every subscription; one that does not stand here fails the proof. */
export const DOORS: Readonly<Record<string, readonly Door[]>> = {
  ...Object.fromEntries(Object.entries(PAGES).map(([name, path]) => [`page ${name}`, [page(path)]])),
  'page /sign-in': [open('/sign-in')],
  'GET /api/healthz': [open('/api/healthz')],
  'GET /api/readyz': [open('/api/readyz')],
  'GET /api/auth/ways': [open('/api/auth/ways')],
  // for a program with the token of the metrics
  'GET /api/metrics': [read('/api/metrics', 'none')],
  'GET /api/audit/export': [
    read(`/api/audit/export?input=${exported}`, { least: 'admin', reach: 'sight', auditor: true }),
  ],
  'GET /api/kubectl-portolan': [open('/api/kubectl-portolan')],
  'GET /api/kubeconfig': [read('/api/kubeconfig', { least: 'viewer', reach: 'sight' })],
  'POST /api/auth/password': [
    enter('/api/auth/password', KNOWN, 'open'),
    enter('/api/auth/password', { ...KNOWN, password: 'another one' }, 'none'),
    enter('/api/auth/password', { login: 'nobody', password: KNOWN.password }, 'none'),
  ],
  'POST /api/auth/link': [enter('/api/auth/link', { token: UNKNOWN }, 'none')],
  'POST /api/auth/invitation': [enter('/api/auth/invitation', { token: UNKNOWN, password: KNOWN.password }, 'none')],
  'POST /api/auth/oidc/[provider]/start': [enter('/api/auth/oidc/no-such/start', {}, 'none')],
  'GET /api/auth/oidc/[provider]/callback': [read('/api/auth/oidc/no-such/callback?state=a&code=b', 'none')],
  // the procedures behind these two have a table of their own
  'GET /api/trpc/[trpc]': [read('/api/trpc/no.such.procedure', 'none')],
  'POST /api/trpc/[trpc]': [enter('/api/trpc/no.such.procedure', {}, 'none')],
  'subscription live.changes': [subscription('live.changes', {}, 'signed')],
  'subscription live.rows': [subscription('live.rows', { topic: 'nodes', keys: [`${MINE}/none`] }, held)],
};
