import { readFileSync } from 'node:fs';
import https from 'node:https';
import net from 'node:net';
import { inParallel } from '~/server/kernel/in-parallel';
import { createAddressPolicy } from '~/server/kube/dial/address-policy';
import { parseDialAllow } from '~/server/kube/dial/dial-allow';
import { createDialer, type Dialer } from '~/server/kube/dial/dialer';
import type { Resolve } from '~/server/kube/dial/pinned-lookup';
import { postOnce } from '~/server/kube/request/post-once';
import { createTestAuthority } from '~/server/kube/testing/certificates';
import { startBenchHub, startBenchMembers } from '../../bench/programs';
import { readMembers } from '../../bench/read-members';
import { callers } from '../authz/call';
import type { Proof } from '../proof';
import { addressForms, resolvedForms } from './address-forms';
import { type Guide, openGuide, openSink, type Sink } from './sinks';
import { type Steps, type UrlInput, urlInputs } from './url-inputs';

const AT_ONCE = 24;
const CLUSTER = 'proof';
/** An address of this machine that a policy opens, so that a name can first lead there. */
const OPENED = '127.0.0.9';

/** Addresses that policy forbids, in every input that takes a URL: given directly, by a redirect, by a name that moves. */
export const proveSsrf: Proof = async () => {
  const [sink, guide] = [await openSink(), await openGuide()];
  const members = await startBenchMembers(['--members', '1', '--nodes', '1']);
  const [member] = readMembers(members.kubeconfig);
  const ports = [guide.port, Number(new URL(member?.server ?? '').port)];
  const hub = await startBenchHub({ PORTOLAN_DIAL_ALLOW: ports.map((port) => `127.0.0.1/32:${port}`).join(',') });
  const call = callers(hub.origin);
  const mutate = (procedure: string, input: unknown) => call('mutation', procedure, input, hub.token);
  try {
    const planted = await plantFaults(guide);
    const access = { by: 'kubeconfig', text: readFileSync(members.kubeconfig, 'utf8'), context: member?.name };
    const registered = await mutate('clusters.register', { name: CLUSTER, access });
    if (registered.status !== 200) throw new Error(`no member: ${registered.body}`);
    const start = (provider: string) => startAt(hub.origin, provider);
    const direct = await tryDirectly({ mutate, start }, sink, guide);
    const redirects = await tryRedirects(mutate, sink, guide);
    const rebound = await tryRebinding(sink);
    const counts = {
      forms: addressForms().length,
      direct: direct.tried,
      redirects: redirects.tried,
      rebindings: rebound.tried,
    };
    const faults = { faults_planted: planted.length, faults_caught: planted.filter(Boolean).length };
    return {
      counts: { ...counts, ...faults },
      violations: [direct, redirects, rebound].flatMap((part) => part.violations),
    };
  } finally {
    await hub.stop();
    await members.stop();
    sink.stop();
    guide.stop();
  }
};

type Mutate = (procedure: string, input: unknown) => Promise<{ status: number; body: string }>;
type Part = { tried: number; violations: string[] };

/** Each input with each form: nothing comes to the sink, and nothing is told to be well. */
async function tryDirectly(steps: Steps, sink: Sink, guide: Guide): Promise<Part> {
  const identity = await (await createTestAuthority()).issue({ name: 'CN=proof' });
  const inputs = urlInputs({ cluster: CLUSTER, guide: `https://127.0.0.1:${guide.port}`, identity });
  const violations: string[] = [];
  for (const input of inputs) {
    const before = sink.connections();
    let went = 0;
    await inParallel(AT_ONCE, addressForms(), async (form) => {
      const answers = await take(steps, input, `https://${form}:${sink.port}`);
      went += answers.length - 1;
      for (const { status, body } of answers) {
        if (status === 500) violations.push(`${input.name} with ${JSON.stringify(form)}: ${body.slice(0, 200)}`);
        if (/"ok":true/.test(body)) violations.push(`${input.name} with ${JSON.stringify(form)} is told to be well`);
      }
    });
    if (input.afterwards && went === 0)
      violations.push(`${input.name} was kept with no form, so that it proves nothing`);
    const came = sink.connections() - before;
    if (came > 0) violations.push(`${input.name}: ${came} connections came to the sink`);
  }
  return { tried: inputs.length * addressForms().length, violations };
}

/** What is answered to an input, and to the step after it where it was kept. */
async function take(steps: Steps, input: UrlInput, server: string) {
  const first = await steps.mutate(input.procedure, input.with(server));
  return input.afterwards && first.status === 200
    ? [first, await input.afterwards(steps, server, first.body)]
    : [first];
}

/** Begins a sign-in, for which the hub asks its provider. */
async function startAt(origin: string, provider: string) {
  const headers = { origin, 'x-portolan': '1', 'content-type': 'application/json' };
  const answer = await fetch(`${origin}/api/auth/oidc/${provider}/start`, { method: 'POST', headers, body: '{}' });
  return { status: answer.status, body: await answer.text() };
}

/** A server that may be asked sends the hub on to each form. */
async function tryRedirects(mutate: Mutate, sink: Sink, guide: Guide): Promise<Part> {
  const forms = addressForms();
  guide.leadTo(forms.map((form) => `https://${form}:${sink.port}/`));
  const before = [sink.connections(), guide.connections()] as const;
  const access = {
    by: 'token',
    server: `https://127.0.0.1:${guide.port}`,
    certificateAuthority: guide.ca,
    token: 'none',
  };
  while (guide.connections() - before[1] < forms.length) {
    const asked = guide.connections();
    await inParallel(AT_ONCE, forms.slice(0, AT_ONCE), () => mutate('clusters.testConnection', { access }));
    if (guide.connections() === asked) return { tried: 0, violations: ['the server that redirects was not asked'] };
  }
  const came = sink.connections() - before[0];
  const violations = came > 0 ? [`redirects: ${came} connections came to the sink`] : [];
  return { tried: guide.connections() - before[1], violations };
}

/** A name that leads to an opened address at first, then to a forbidden one, and to both at once. */
async function tryRebinding(sink: Sink): Promise<Part> {
  const policy = createAddressPolicy(parseDialAllow(`${OPENED}/32:${sink.port}`));
  const before = [sink.connections(), sink.connections(OPENED)] as const;
  let tried = 0;
  for (const form of resolvedForms()) {
    const answers = [[OPENED], [form], [OPENED, form], [form, OPENED]];
    const dialer = createDialer(policy, async () => asAnswer(answers.shift() ?? []));
    while (answers.length > 0) {
      await visit(dialer, sink.port);
      tried++;
    }
  }
  const [all, forbidden] = [sink.connections() - before[0], sink.connections(OPENED) - before[1]];
  if (all === 0) return { tried, violations: ['the opened address was never reached'] };
  return { tried, violations: forbidden > 0 ? [`rebinding: ${forbidden} connections came to the sink`] : [] };
}

const asAnswer = (addresses: string[]): Awaited<ReturnType<Resolve>> =>
  addresses.map((address) => ({ address, family: net.isIP(address) }));

const visit = (dialer: Dialer, port: number) =>
  postOnce(dialer, { url: new URL(`https://rebinding.test:${port}/`), headers: {}, body: '{}' });

/** A careless client, one that follows redirects, and a dialer without a policy: each must be seen at the sink. */
async function plantFaults(guide: Guide): Promise<boolean[]> {
  const sink = await openSink();
  const isSeen = async (work: () => Promise<unknown>) => {
    const before = sink.connections();
    await work().catch(() => undefined);
    return sink.connections() > before;
  };
  guide.leadTo([`https://0x7f.1:${sink.port}/`]);
  const caught = [
    await isSeen(() => get(`https://[::ffff:127.0.0.1]:${sink.port}/`)),
    await isSeen(async () => get(await get(`https://127.0.0.1:${guide.port}/`))),
    await isSeen(() =>
      visit(
        createDialer(
          () => undefined,
          async () => asAnswer(['127.0.0.1']),
        ),
        sink.port,
      ),
    ),
  ];
  sink.stop();
  return caught;
}

/** Where an answer leads. */
const get = (url: string) =>
  new Promise<string>((resolve, reject) => {
    const request = https.get(url, { rejectUnauthorized: false }, (answer) => {
      answer.resume();
      resolve(answer.headers.location ?? '');
    });
    request.on('error', reject);
  });
