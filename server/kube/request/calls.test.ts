import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClusterFailure } from '~/server/kernel/failure';
import { Secret } from '~/server/kernel/secret';
import { createMemberClient } from '~/server/kube/create-member-client';
import { createTestAuthority } from '~/server/kube/testing/certificates';
import { createManualPace } from '~/server/kube/testing/manual-pace';
import { answerJson, type ScriptedMember, startScriptedMember, statusOf } from '~/server/kube/testing/scripted-member';

const pods = { group: '', version: 'v1', plural: 'pods' };
const pod = { metadata: { name: 'a' } };
const at = { namespace: 'n', name: 'a' };
const hub = { kind: 'hub' } as const;

let target: ScriptedMember;
beforeEach(async () => {
  target = await startScriptedMember();
});
afterEach(() => target.stop());

const failureOf = (call: Promise<unknown>): Promise<ClusterFailure> =>
  call.then(
    (value) => {
      throw new Error(`answered ${JSON.stringify(value)}`);
    },
    (error) => error.failure,
  );

/** Lets every wait of the code under test be over as soon as it begins, and notes how long it would have been. */
function impatient() {
  const waits: number[] = [];
  const pace = {
    ...createManualPace(),
    after: (ms: number, run: () => void) => {
      if (ms >= 10_000) return () => {};
      waits.push(ms);
      setImmediate(run);
      return () => {};
    },
  };
  return { pace, waits };
}

describe('a read', () => {
  it('asks for JSON with the credential and answers the object', async () => {
    target.play((_request, response) => answerJson(response, pod));
    expect(await createMemberClient(target.connect(), hub).get(pods, at)).toEqual(pod);
    expect(target.seen[0]).toMatchObject({
      method: 'GET',
      url: '/api/v1/namespaces/n/pods/a',
      headers: { authorization: 'Bearer scripted-token', accept: 'application/json' },
    });
  });

  it('sends each group of an impersonated person as a header of its own', async () => {
    target.play((_request, response) => answerJson(response, pod));
    await createMemberClient(target.connect(), {
      kind: 'impersonated',
      user: 'portolan:user:1',
      groups: ['portolan:team:a', 'portolan:team:b'],
    }).get(pods, at);
    const names = target.seen[0]?.rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
    expect(names?.filter((name) => name.startsWith('impersonate'))).toEqual([
      'impersonate-user',
      'impersonate-group',
      'impersonate-group',
    ]);
  });

  it.each(['', 'system:admin', 'a\r\nb'])(
    'is never sent as the user %j: that is a fault of ours, not of the member',
    async (user) => {
      const client = createMemberClient(target.connect(), { kind: 'impersonated', user, groups: [] });
      await expect(client.get(pods, at)).rejects.toSatisfy((error) => error instanceof Error && !('failure' in error));
      expect(target.seen).toEqual([]);
    },
  );

  it.each([500, 502, 503, 504])('is tried three times more after a %i, with full jitter', async (status) => {
    const { pace, waits } = impatient();
    target.play((_request, response) => answerJson(response, statusOf(status, 'Sorry'), status));
    expect(await failureOf(createMemberClient(target.connect({ pace }), hub).get(pods, at))).toMatchObject({
      kind: 'cluster-refused',
      status,
    });
    expect(target.seen).toHaveLength(4);
    expect(waits).toEqual([250, 500, 1000]);
  });

  it('obeys Retry-After in seconds and as a date, and never comes earlier', async () => {
    const { pace, waits } = impatient();
    const answers = ['3', new Date(pace.now().getTime() + 7_000).toUTCString()];
    target.play((_request, response) => {
      const retryAfter = answers.shift();
      if (retryAfter === undefined) answerJson(response, pod);
      else answerJson(response, statusOf(429, 'TooManyRequests'), 429, { 'retry-after': retryAfter });
    });
    await createMemberClient(target.connect({ pace }), hub).get(pods, at);
    expect(waits).toEqual([3_250, 7_500]);
  });

  it('gives up at once when the member asks for more time than is left', async () => {
    target.play((_request, response) =>
      answerJson(response, statusOf(429, 'TooManyRequests'), 429, { 'retry-after': '86400' }),
    );
    expect(await failureOf(createMemberClient(target.connect(), hub).get(pods, at))).toMatchObject({
      status: 429,
      retryAfterMs: 300_000,
    });
    expect(target.seen).toHaveLength(1);
  });

  it('is tried again after a reset and then says reset', async () => {
    const { pace } = impatient();
    target.play((_request, response) => void response.destroy());
    expect(await failureOf(createMemberClient(target.connect({ pace }), hub).get(pods, at))).toMatchObject({
      reason: 'reset',
    });
    expect(target.seen).toHaveLength(4);
  });

  it.each([400, 401, 403, 404, 409, 410, 422])('is not repeated after a %i', async (status) => {
    target.play((_request, response) =>
      answerJson(
        response,
        statusOf(status, 'No', 'said so', {
          causes: [{ field: 'spec.a', reason: 'FieldValueInvalid', message: 'bad' }],
        }),
        status,
      ),
    );
    expect(await failureOf(createMemberClient(target.connect(), hub).get(pods, at))).toEqual({
      kind: 'cluster-refused',
      cluster: 'scripted',
      status,
      reason: 'No',
      detail: 'said so',
      causes: [{ field: 'spec.a', reason: 'FieldValueInvalid', message: 'bad' }],
    });
    expect(target.seen).toHaveLength(1);
  });

  it('names the status when a proxy answers with no Status object', async () => {
    target.play((_request, response) => void response.writeHead(403).end('<html>go away</html>'));
    expect(await failureOf(createMemberClient(target.connect(), hub).get(pods, at))).toMatchObject({
      reason: 'Forbidden',
      detail: '<html>go away</html>',
      causes: [],
    });
  });

  it.each([
    ['no JSON', 'hello'],
    ['cut JSON', '{"metadata":'],
    ['no object', '[]'],
    ['an object without metadata', '{}'],
    ['a hundred levels', `${'{"metadata":'.repeat(100)}1${'}'.repeat(100)}`],
  ])('says garbled for %s', async (_what, body) => {
    target.play((_request, response) => void response.end(body));
    expect(await failureOf(createMemberClient(target.connect(), hub).get(pods, at))).toMatchObject({
      reason: 'garbled',
    });
  });

  it('says garbled for a compressed answer, which was not asked for', async () => {
    target.play((_request, response) => answerJson(response, pod, 200, { 'content-encoding': 'gzip' }));
    expect(await failureOf(createMemberClient(target.connect(), hub).get(pods, at))).toMatchObject({
      reason: 'garbled',
    });
  });
});

describe('the limits of a call', () => {
  it('ends a member that accepts and never answers, and frees its place', async () => {
    target.play(() => {});
    const client = createMemberClient(target.connect({ concurrent: 1 }), hub);
    expect(await failureOf(client.get(pods, at, { deadlineMs: 60 }))).toMatchObject({ reason: 'timeout' });
    target.play((_request, response) => answerJson(response, pod));
    expect(await client.get(pods, at)).toEqual(pod);
  });

  it('ends an answer that drips below the idle limit', async () => {
    target.play((_request, response) => {
      const drip = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(drip));
    });
    const client = createMemberClient(target.connect({ limits: { idleMs: 1000 } }), hub);
    expect(await failureOf(client.get(pods, at, { deadlineMs: 80 }))).toMatchObject({
      reason: 'timeout',
      detail: expect.stringContaining('no complete answer'),
    });
  });

  it('ends an answer that stops in the middle', async () => {
    target.play((_request, response) => void response.write('{"metadata":'));
    const client = createMemberClient(target.connect({ limits: { idleMs: 60 } }), hub);
    expect(await failureOf(client.get(pods, at))).toMatchObject({ reason: 'timeout', detail: 'no byte for 60 ms' });
  });

  it('ends an answer that is too large', async () => {
    target.play((_request, response) => answerJson(response, { metadata: { name: 'x'.repeat(5_000) } }));
    expect(
      await failureOf(createMemberClient(target.connect({ limits: { maxBytes: 1_000 } }), hub).get(pods, at)),
    ).toMatchObject({ reason: 'too-large' });
  });

  it('ends at once when the caller goes away', async () => {
    const gone = new AbortController();
    const closed = new Promise((resolve) => {
      target.play((_request, response) => {
        response.on('close', () => resolve('closed'));
        gone.abort();
      });
    });
    const reading = createMemberClient(target.connect(), hub).get(pods, at, { signal: gone.signal });
    expect(await failureOf(reading)).toMatchObject({ reason: 'aborted' });
    expect(await closed).toBe('closed');
  });

  it('says busy when every place is taken for too long', async () => {
    target.play(() => {});
    const client = createMemberClient(target.connect({ concurrent: 1, busyAfterMs: 20 }), hub);
    const first = failureOf(client.get(pods, at, { deadlineMs: 200 }));
    expect(await failureOf(client.get(pods, at))).toMatchObject({ reason: 'busy' });
    expect(await first).toMatchObject({ reason: 'timeout' });
  });
});

describe('the breaker', () => {
  afterEach(() => vi.useRealTimers());

  it('leaves a member alone after five failures and asks once when it has rested', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { pace } = impatient();
    let isBroken = true;
    target.play((_request, response) => void (isBroken ? response.destroy() : answerJson(response, pod)));
    const client = createMemberClient(target.connect({ pace }), hub);
    await failureOf(client.patch(pods, at, { kind: 'merge', body: {} }));
    await failureOf(client.get(pods, at));
    const asked = target.seen.length;
    expect(asked).toBe(5);
    expect(await failureOf(client.get(pods, at))).toMatchObject({ reason: 'breaker' });
    isBroken = false;
    vi.setSystemTime(Date.now() + 10_001);
    expect(await client.get(pods, at)).toEqual(pod);
    expect(target.seen).toHaveLength(asked + 1);
  });

  it('does not count what the member refuses', async () => {
    target.play((_request, response) => answerJson(response, statusOf(404, 'NotFound'), 404));
    const client = createMemberClient(target.connect(), hub);
    for (let times = 0; times < 8; times++)
      expect(await failureOf(client.get(pods, at))).toMatchObject({ status: 404 });
  });
});

describe('a write', () => {
  it.each([500, 503, 429])('is sent once, also after a %i', async (status) => {
    target.play((_request, response) => answerJson(response, statusOf(status, 'No'), status));
    expect(
      await failureOf(createMemberClient(target.connect(), hub).create(pods, { namespace: 'n' }, pod)),
    ).toMatchObject({ status });
    expect(target.seen).toHaveLength(1);
  });

  it('writes method, query, type and body as the API conventions say', async () => {
    target.play((_request, response) => answerJson(response, pod));
    const client = createMemberClient(target.connect(), hub);
    await client.create(pods, { namespace: 'n' }, pod, { dryRun: true, fieldManager: 'm' });
    await client.update(pods, { ...at, subresource: 'status' }, pod);
    await client.apply(pods, at, pod, { fieldManager: 'm', force: true });
    await client.patch(pods, at, { kind: 'json', operations: [{ op: 'test', path: '/a', value: 1 }] });
    await client.patch(pods, at, { kind: 'strategic', body: { a: 1 } });
    await client.delete(pods, at, { propagation: 'Foreground', uid: 'u' });
    expect(target.seen.map(({ method, url, headers, body }) => [method, url, headers['content-type'], body])).toEqual([
      ['POST', '/api/v1/namespaces/n/pods?fieldManager=m&dryRun=All', 'application/json', JSON.stringify(pod)],
      ['PUT', '/api/v1/namespaces/n/pods/a/status', 'application/json', JSON.stringify(pod)],
      [
        'PATCH',
        '/api/v1/namespaces/n/pods/a?fieldManager=m&force=true',
        'application/apply-patch+yaml',
        JSON.stringify(pod),
      ],
      ['PATCH', '/api/v1/namespaces/n/pods/a', 'application/json-patch+json', '[{"op":"test","path":"/a","value":1}]'],
      ['PATCH', '/api/v1/namespaces/n/pods/a', 'application/strategic-merge-patch+json', '{"a":1}'],
      [
        'DELETE',
        '/api/v1/namespaces/n/pods/a',
        'application/json',
        '{"kind":"DeleteOptions","apiVersion":"v1","propagationPolicy":"Foreground","preconditions":{"uid":"u"}}',
      ],
    ]);
  });
});

describe('the handshake', () => {
  const fault = async (server: ScriptedMember, change: Partial<ScriptedMember['member']> = {}) => {
    const failure = await failureOf(createMemberClient(server.connect({}, change), hub).get(pods, at));
    await server.stop();
    return failure;
  };
  const fingerprint = expect.stringMatching(/SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}$/);

  it('names an expired certificate, a wrong host, an unknown authority and a self-signed one, with the fingerprint', async () => {
    const past = new Date('2020-01-01T00:00:00Z');
    const authority = await createTestAuthority();
    const expired = await authority.issue({
      name: 'CN=old',
      addresses: ['127.0.0.1'],
      notBefore: new Date(0),
      notAfter: past,
    });
    const other = await authority.issue({ name: 'CN=other', hosts: ['other.test'] });
    const trusting = { certificateAuthority: authority.certificate };
    const [late, wrong, unknown] = await Promise.all([
      fault(await startScriptedMember(undefined, expired), trusting),
      fault(await startScriptedMember(undefined, other), trusting),
      fault(await startScriptedMember(), trusting),
    ]);
    expect(late).toMatchObject({
      reason: 'tls',
      detail: expect.stringContaining('expired on 2020-01-01T00:00:00.000Z'),
    });
    expect(wrong).toMatchObject({ reason: 'tls', detail: expect.stringContaining('for another host') });
    expect(unknown).toMatchObject({ reason: 'tls', detail: expect.stringContaining('authority') });
    for (const { detail } of [late, wrong, unknown]) expect(detail).toEqual(fingerprint);
    expect(await fault(await startScriptedMember(), { certificateAuthority: undefined as never })).toMatchObject({
      reason: 'tls',
    });
  });

  it('trusts a bundle of an old and a new authority', async () => {
    target.play((_request, response) => answerJson(response, pod));
    const old = await createTestAuthority('CN=old authority');
    const bundle = `${old.certificate}\n${target.authority.certificate}`;
    expect(await createMemberClient(target.connect({}, { certificateAuthority: bundle }), hub).get(pods, at)).toEqual(
      pod,
    );
  });

  it('says refused when nothing listens and tls when plain http answers', async () => {
    const { member } = target;
    await target.stop();
    expect(await failureOf(createMemberClient(target.connect({}, member), hub).get(pods, at))).toMatchObject({
      reason: 'refused',
    });
    const { createServer } = await import('node:http');
    const plain = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => plain.once('listening', listening));
    const server = `https://127.0.0.1:${(plain.address() as { port: number }).port}`;
    expect(await failureOf(createMemberClient(target.connect({}, { server }), hub).get(pods, at))).toMatchObject({
      reason: 'tls',
    });
    plain.close();
  });

  it('sends a client certificate and no token', async () => {
    target.play((_request, response) => answerJson(response, pod));
    const { certificate, key } = await target.authority.issue({ name: 'CN=ada, O=crew' });
    const connection = target.connect(
      {},
      { credential: { kind: 'client-certificate', certificate, key: new Secret(key) } },
    );
    await createMemberClient(connection, hub).get(pods, at);
    expect(target.seen[0]?.headers.authorization).toBeUndefined();
    expect(connection.peer()).toMatchObject({ subject: 'server', issuer: 'test authority' });
  });
});
