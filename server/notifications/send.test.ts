import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '~/server/kernel/clock';
import { Secret } from '~/server/kernel/secret';
import { createAddressPolicy, MAIL_PORTS } from '~/server/kube/dial/address-policy';
import { parseDialAllow } from '~/server/kube/dial/dial-allow';
import { createSocketDialer } from '~/server/kube/dial/open-socket';
import { explainFault } from '~/server/kube/request/member-failure';
import { postOnce } from '~/server/kube/request/post-once';
import { createTestAuthority, type Issued, type TestAuthority } from '~/server/kube/testing/certificates';
import { loopbackDialer, type ScriptedMember, startScriptedMember } from '~/server/kube/testing/scripted-member';
import type { OpenChannel } from './ports';
import { sendEmail } from './send-email';
import { sendSlack, sendWebhook } from './send-webhook';
import { message } from './testing/events';
import { type SmtpScript, type SmtpSink, startSmtpSink } from './testing/smtp-sink';

const origin = 'https://hub.example';
const KEY = 'a key of sixteen and more';
const DELIVERY = { id: '0195-d', message: message() };
const limits = { deadlineMs: 300, idleMs: 300, maxBytes: 1024 };

describe('webhooks', () => {
  let sink: ScriptedMember;
  beforeEach(async () => {
    sink = await startScriptedMember((_request, response) => void response.end('{"secret":"of the receiver"}'));
  });
  afterEach(() => sink.stop());

  const channel = (change: Partial<OpenChannel> = {}): OpenChannel => ({
    ...{ id: 'c1', kind: 'webhook', server: null, key: new Secret(KEY) },
    url: new Secret(`${sink.member.server}/hook/s3cret?to=a`),
    certificateAuthority: sink.authority.certificate,
    ...change,
  });
  const post = (request: Parameters<typeof postOnce>[1]) => postOnce(loopbackDialer, request, { limits });
  const send = () => sendWebhook({ post, clock: systemClock, origin })(channel(), DELIVERY);
  const answer = (status: number, headers: Record<string, string> = {}) =>
    sink.play((_request, response: ServerResponse) => void response.writeHead(status, headers).end());

  it('are signed over timestamp and body', async () => {
    expect(await send()).toEqual({ ok: true, status: 200 });
    const { headers, body, url } = sink.seen[0]!;
    expect(url).toBe('/hook/s3cret?to=a');
    const signed = `${headers['portolan-timestamp']}.${body}`;
    const expected = createHmac('sha256', KEY).update(signed).digest('hex');
    expect(headers['portolan-signature']).toBe(`v1=${expected}`);
    expect(headers['portolan-delivery']).toBe('0195-d');
    expect(JSON.parse(body)).toMatchObject({ id: '0195-d', began: [{ cluster: 'prod-1' }] });
  });

  it('tell a refusal by its number alone', async () => {
    answer(500);
    expect(await send()).toEqual({ ok: false, fault: 'status', status: 500 });
  });

  it('follow no redirect', async () => {
    answer(307, { location: `${sink.member.server}/elsewhere` });
    expect(await send()).toEqual({ ok: false, fault: 'redirect', status: null });
    expect(sink.seen).toHaveLength(1);
  });

  it('do not wait for ever', async () => {
    sink.play(() => {});
    expect(await send()).toEqual({ ok: false, fault: 'timeout', status: null });
  });

  it('trust nobody but the named authority', async () => {
    const { certificate } = await createTestAuthority();
    const sent = await sendSlack({ post, origin })(channel({ certificateAuthority: certificate }), DELIVERY);
    expect(sent).toEqual({ ok: false, fault: 'tls', status: null });
  });

  it.each(['https://169.254.169.254/', 'https://10.0.0.1/', 'http://127.0.0.1/'])('do not dial %s', async (url) => {
    const sent = await sendSlack({ post, origin })(channel({ url: new Secret(url) }), DELIVERY);
    expect(sent).toEqual({ ok: false, fault: 'policy', status: null });
  });

  it('say to Slack what Slack understands, unsigned', async () => {
    expect(await sendSlack({ post, origin })(channel(), DELIVERY)).toEqual({ ok: true, status: 200 });
    expect(Object.keys(JSON.parse(sink.seen[0]?.body ?? ''))).toEqual(['text']);
    expect(sink.seen[0]?.headers['portolan-signature']).toBeUndefined();
  });
});

describe('e-mail', () => {
  let authority: TestAuthority;
  let identity: Issued;
  const sinks: SmtpSink[] = [];
  beforeAll(async () => {
    authority = await createTestAuthority();
    identity = await authority.issue({ name: 'CN=mail', addresses: ['127.0.0.1'] });
  });
  afterAll(() => {
    for (const sink of sinks) sink.stop();
  });

  const policy = createAddressPolicy(parseDialAllow('127.0.0.1/32'), MAIL_PORTS);
  const send = sendEmail({ openSocket: createSocketDialer(policy), explainFault, origin });

  async function mailTo(script: SmtpScript, change: Partial<OpenChannel> = {}, host = '127.0.0.1') {
    const sink = await startSmtpSink(identity, script);
    sinks.push(sink);
    const security = script.implicit ? 'tls' : 'starttls';
    const server = { host, port: sink.port, security, user: 'hub', from: 'hub@example.com', to: ['ada@example.com'] };
    const sent = await send(
      {
        ...{ id: 'c1', kind: 'email', url: undefined, key: new Secret('pass'), server: server as never },
        certificateAuthority: authority.certificate,
        ...change,
      },
      { id: '0195-d', message: message({ language: 'zh-CN' }) },
    );
    return { sent, sink };
  }

  it.each([{ implicit: true }, {}])('is handed in under TLS: %o', async (script) => {
    const { sent, sink } = await mailTo({ ...script, password: 'pass' });
    expect(sent).toEqual({ ok: true, status: 250 });
    expect(sink.mails).toMatchObject([
      { from: 'hub@example.com', to: ['ada@example.com'], login: 'hub', secure: true },
    ]);
    expect(sink.mails[0]?.data).toContain('Message-ID: <0195-d@hub.example>');
    expect(sink.mails[0]?.data).toMatch(/^Subject: =\?UTF-8\?/m);
  });

  it.each<[string, SmtpScript, object]>([
    ['a server without TLS', { plain: true, password: 'pass' }, { ok: false, fault: 'tls' }],
    ['a wrong password', { password: 'other' }, { ok: false, fault: 'refused-login', status: 535 }],
    [
      'a recipient it does not know',
      { password: 'pass', recipient: '550 who' },
      { fault: 'refused-mail', status: 550 },
    ],
  ])('says why %s did not take it', async (_name, script, expected) => {
    const { sent, sink } = await mailTo(script);
    expect(sent).toMatchObject(expected);
    expect(sink.mails).toEqual([]);
  });

  it('does not trust another authority', async () => {
    const { certificate } = await createTestAuthority();
    const { sent } = await mailTo({ password: 'pass' }, { certificateAuthority: certificate });
    expect(sent).toMatchObject({ ok: false, fault: 'tls' });
  });

  it('does not dial what policy forbids, however it is written', async () => {
    const { sent, sink } = await mailTo({ password: 'pass' }, {}, '127.0.0.2');
    expect(sent).toEqual({ ok: false, fault: 'policy', status: null });
    expect(sink.connections).toBe(0);
  });
});
