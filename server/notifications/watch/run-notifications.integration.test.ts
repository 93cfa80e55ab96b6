import { afterAll, describe, expect, it, vi } from 'vitest';
import { testDatabase } from '~/server/db/testing/test-database';
import { systemClock } from '~/server/kernel/clock';
import { Secret } from '~/server/kernel/secret';
import { explainFault } from '~/server/kube/request/member-failure';
import { postOnce } from '~/server/kube/request/post-once';
import { loopbackDialer, startScriptedMember } from '~/server/kube/testing/scripted-member';
import type { Send } from '../ports';
import { sendMessage } from '../send-message';
import { postgresWatchLease } from '../store/watch-lease';
import { lost } from '../testing/events';
import { notifiedFleet } from '../testing/notified-fleet';
import { runNotifications } from './run-notifications';

const { database } = await testDatabase();
const fleet = notifiedFleet(database);
await fleet.member('one');
const sink = await startScriptedMember((_request, response) => void response.end());
let comeBack = () => {};
const stops: (() => Promise<void>)[] = [];
afterAll(async () => {
  comeBack();
  for (const stop of stops) await stop();
  await sink.stop();
});

const send = sendMessage({
  post: (request) => postOnce(loopbackDialer, request),
  openSocket: () => Promise.reject(new Error('no mail here')),
  ...{ explainFault, clock: systemClock, origin: 'https://hub.example' },
});

/** A replica that tells and delivers. */
function replica(name: string, how: Send = send) {
  const trouble: string[] = [];
  const running = runNotifications({
    ...{ lease: postgresWatchLease(database), holder: name, events: fleet.events, tell: fleet.tell },
    look: async () => {},
    deliver: { outbox: fleet.outbox, channels: fleet.channels, send: how, clock: systemClock, random: () => 0 },
    onTrouble: (detail, error) => trouble.push(`${detail}: ${String(error)}`),
    every: { look: 1000, tell: 20, deliver: 20 },
  });
  stops.push(running.stop);
  return { trouble, stop: running.stop };
}

const log = async () => (await fleet.outbox.list('all', { offset: 0, limit: 10 })).rows;
const ids = () => sink.seen.map(({ body }) => JSON.parse(body).id);

describe('replicas that tell', () => {
  it('deliver what a refusal and a dead replica have left, and nothing twice that has arrived', async () => {
    const channel = await fleet.channels.save({
      ...{ id: null, name: 'hook', team: null, kind: 'webhook', leadsTo: sink.member.server, server: null },
      ...{ url: new Secret(`${sink.member.server}/hook`), key: new Secret('a key to sign with') },
      certificateAuthority: sink.authority.certificate,
    });
    await fleet.rule(null, { channels: [channel] });
    sink.play((_request, response) => void response.writeHead(500).end());

    // one that takes the message and is never heard of again: what it claimed runs out
    const silence = new Promise<void>((resolve) => {
      comeBack = resolve;
    });
    const dead = replica('dead', () => silence.then(() => ({ ok: false, fault: 'aborted', status: null })));
    await fleet.events.raise([lost('one')]);
    await vi.waitFor(
      async () => expect(await log()).toMatchObject([{ attempts: 1, state: 'waiting', fault: null }]),
      5000,
    );
    expect(sink.seen).toEqual([]);
    const gone = dead.stop();
    const expire = `UPDATE notification_delivery SET claimed_until = now(), next_at = now() WHERE state = 'waiting'`;
    await database.pool.query(expire);

    const [one, two] = [replica('one'), replica('two')];
    await vi.waitFor(
      async () => expect(await log()).toMatchObject([{ fault: 'status', status: 500, attempts: 2 }]),
      5000,
    );
    sink.play((_request, response) => void response.end());
    await database.pool.query(expire);
    await vi.waitFor(async () => expect(await log()).toMatchObject([{ state: 'delivered', attempts: 3 }]), 5000);
    expect(new Set(ids())).toEqual(new Set([(await log())[0]?.id]));
    expect(sink.seen).toHaveLength(2);

    await fleet.events.settle(['lost-member/one']);
    await vi.waitFor(async () => expect(await log()).toMatchObject([{ state: 'delivered', ended: 1 }, {}]), 5000);
    expect(sink.seen).toHaveLength(3);

    // it comes back, and what it has to say is of no interest any more
    comeBack();
    await gone;
    expect(await log()).toMatchObject([{ state: 'delivered' }, { state: 'delivered', attempts: 3 }]);
    expect([...dead.trouble, ...one.trouble, ...two.trouble]).toEqual([]);
  });
});
