import { once } from 'node:events';
import https from 'node:https';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startMembersDoor, type TestDoor, TOKEN } from '~/server/gateway/testing/members-door';
import { DomainError } from '~/server/kernel/failure';
import { answerJson, type Script, startScriptedMember } from '~/server/kube/testing/scripted-member';
import type { PersonActor } from '~/server/teams/model/actor';
import { holds } from '~/server/teams/model/can';
import type { Sight } from '~/server/teams/model/sight';
import { ADA, personWith } from '~/server/teams/testing/people';
import type { MembersDoorDeps } from './ports';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const LIST: Script = (_seen, response) => answerJson(response, { kind: 'PodList', items: [] });

async function open(
  script: Script,
  person: () => PersonActor | undefined = () => ADA,
  sight: () => Sight = () => 'all',
) {
  const member = await startScriptedMember(script);
  const connectionOf: MembersDoorDeps['connectionOf'] = async (cluster) => {
    if (cluster === 'here') return connection;
    throw new DomainError({ kind: 'not-found', what: 'cluster', name: cluster });
  };
  const connection = member.connect();
  const door = await startMembersDoor({}, person, { connectionOf, sights: { of: async () => sight() } });
  stops.push(member.stop, door.stop);
  return { member, door };
}

/** The door as somebody finds it who may do what they hold everywhere, and nothing else anywhere. */
async function openTo(person: PersonActor) {
  const member = await startScriptedMember(LIST);
  const sights: MembersDoorDeps['sights'] = {
    of: async (rights, action) => (holds(rights, action) ? 'all' : new Map()),
  };
  const door = await startMembersDoor({ here: member.connect() }, () => person, { sights });
  stops.push(member.stop, door.stop);
  return { member, door };
}

type Sent = { method?: string; path: string; headers?: Record<string, string>; body?: string | Buffer; token?: string };

async function ask(door: TestDoor, { method = 'GET', path, headers = {}, body, token = TOKEN }: Sent) {
  const authorization = `Bearer ${token}`;
  const options = { method, ca: door.ca, agent: false as const, headers: { authorization, ...headers } };
  const request = https.request(`${door.url}/k8s/clusters${path}`, options);
  request.on('error', () => undefined).end(body);
  const [response] = await once(request, 'response');
  let text = '';
  for await (const chunk of response) text += chunk;
  return { status: response.statusCode as number, body: JSON.parse(text), headers: response.headers };
}

const PODS = '/here/api/v1/namespaces/a/pods';
const within = (...namespaces: string[]): Sight =>
  new Map([['here', { id: 'id', whole: false, namespaces: new Set(namespaces) }]]);

describe('the door to members', () => {
  it('answers alike for a cluster that is not there and for one that is hidden', async () => {
    const nothing: Sight = new Map();
    const { door, member } = await open(
      LIST,
      () => ADA,
      () => nothing,
    );
    const [absent, hidden] = [await ask(door, { path: PODS.replace('here', 'none') }), await ask(door, { path: PODS })];
    expect(absent.status).toBe(404);
    expect(hidden.status).toBe(404);
    expect(JSON.stringify(hidden.body)).toBe(JSON.stringify(absent.body).replaceAll('none', 'here'));
    expect(member.seen).toEqual([]);
  });

  it('answers 404 for a cluster that is gone, also to who sees everything', async () => {
    const { door } = await open(LIST);
    expect(await ask(door, { path: PODS.replace('here', 'none') })).toMatchObject({ status: 404 });
  });

  it('asks for a token that lives, and for no cookie', async () => {
    const { door } = await open(LIST);
    expect(await ask(door, { path: PODS, token: 'of-nobody' })).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'Bearer' },
    });
  });

  it.each([
    ['a write', { method: 'POST', path: PODS, body: '{}' }, 'objects.create'],
    ['a Secret', { path: '/here/api/v1/namespaces/a/secrets/s' }, 'gateway.secrets'],
    ['a terminal', { method: 'POST', path: `${PODS}/p/exec?command=sh` }, 'gateway.exec'],
  ] as const)('refuses %s with the sentence and puts it on record', async (_what, sent, action) => {
    const viewer = personWith('viewer');
    const { door, member } = await openTo(viewer);
    const answer = await ask(door, sent);
    expect(answer).toMatchObject({ status: 403, body: { kind: 'Status', reason: 'Forbidden' } });
    expect(answer.body.message).toContain(`your grants do not include ${action} here: ask for the role`);
    expect(door.record.refusals).toMatchObject([{ action, code: 'forbidden', actor: { id: viewer.id } }]);
    expect(member.seen).toEqual([]);
  });

  it('refuses a patch of a Secret to who may not read it: the answer would be the Secret', async () => {
    const { door, member } = await openTo(personWith('editor'));
    const headers = { 'content-type': 'application/merge-patch+json' };
    const answer = await ask(door, {
      method: 'PATCH',
      path: '/here/api/v1/namespaces/a/secrets/s',
      headers,
      body: '{}',
    });
    expect(answer).toMatchObject({ status: 403, body: { message: expect.stringContaining('gateway.secrets') } });
    expect(member.seen).toEqual([]);
  });

  it('takes a namespace that is in sight, and refuses another and the list over all', async () => {
    const { door, member } = await open(
      LIST,
      () => ADA,
      () => within('a'),
    );
    expect((await ask(door, { path: PODS })).status).toBe(200);
    expect((await ask(door, { path: PODS.replace('/a/', '/b/') })).status).toBe(403);
    expect((await ask(door, { path: '/here/api/v1/pods' })).status).toBe(403);
    expect(member.seen).toHaveLength(1);
  });

  it('refuses a body that is larger than an API server takes, before anything is sent', async () => {
    const { door, member } = await open(LIST);
    const body = Buffer.alloc(3 * 1024 * 1024 + 1, 32);
    expect(await ask(door, { method: 'POST', path: PODS, body })).toMatchObject({ status: 413 });
    expect(member.seen).toEqual([]);
  });

  it('follows no redirect', async () => {
    const { door, member } = await open((_seen, response) => {
      response.writeHead(302, { location: 'https://169.254.169.254/' }).end();
    });
    const answer = await ask(door, { path: PODS });
    expect(answer).toMatchObject({ status: 502, body: { message: expect.stringContaining('redirect') } });
    expect(answer.headers['location']).toBeUndefined();
    expect(member.seen).toHaveLength(1);
  });

  it('passes nobody on as somebody else', async () => {
    const { door, member } = await open(LIST);
    expect(await ask(door, { path: PODS, headers: { 'Impersonate-User': 'system:admin' } })).toMatchObject({
      status: 403,
    });
    expect(member.seen).toEqual([]);
  });

  it('puts a write on record before it is sent, and what came of it', async () => {
    const { door } = await open((_seen, response) => answerJson(response, { kind: 'Pod' }, 201));
    const { record } = door;
    await ask(door, {
      method: 'POST',
      path: PODS,
      headers: { 'content-type': 'application/json' },
      body: '{"kind":"Pod"}',
    });
    expect(record.intents).toMatchObject([{ action: 'objects.create', after: { kind: 'Pod' } }]);
    expect(record.outcomes).toMatchObject([['1', 'applied', { status: 201 }]]);
  });

  it('ends a watch when the right to it is lost, and lets it live while others’ change', async () => {
    let person: PersonActor | undefined = ADA;
    const [ended, endedThere] = [vi.fn(), vi.fn()];
    const { door } = await open(
      (seen, response) => {
        if (!seen.url.includes('watch')) return LIST(seen, response);
        response.on('close', endedThere).writeHead(200, { 'content-type': 'application/json' }).write('{}\n');
      },
      () => person,
    );
    const headers = { authorization: `Bearer ${TOKEN}` };
    const request = https.request(`${door.url}/k8s/clusters${PODS}?watch=true`, { ca: door.ca, agent: false, headers });
    request.on('error', () => undefined).end();
    const [response] = await once(request, 'response');
    response
      .on('data', () => undefined)
      .on('error', () => undefined)
      .on('close', ended);
    door.rightsChanged();
    await ask(door, { path: PODS });
    expect(ended).not.toHaveBeenCalled();
    person = personWith('viewer');
    door.rightsChanged();
    await vi.waitFor(() => expect(ended).toHaveBeenCalled());
    await vi.waitFor(() => expect(endedThere).toHaveBeenCalled());
  });
});
