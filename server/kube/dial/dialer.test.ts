import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemberClient } from '~/server/kube/create-member-client';
import type { Member } from '~/server/kube/member';
import { connectMember } from '~/server/kube/member-connection';
import { answerJson, type ScriptedMember, startScriptedMember } from '~/server/kube/testing/scripted-member';
import { createAddressPolicy } from './address-policy';
import { parseDialAllow } from './dial-allow';
import { createDialer } from './dialer';
import type { Resolve } from './pinned-lookup';

let target: ScriptedMember;
beforeAll(async () => {
  target = await startScriptedMember((_request, response) => answerJson(response, { ok: true }));
});
afterAll(() => target.stop());

const port = () => new URL(target.member.server).port;
const loopbackOnly = createAddressPolicy(parseDialAllow('127.0.0.1/32'));

async function dial(server: string, resolve?: Resolve, change: Partial<Member> = {}, policy = loopbackOnly) {
  const connection = connectMember({ ...target.member, ...change, server }, { dialer: createDialer(policy, resolve) });
  try {
    return await createMemberClient(connection, { kind: 'hub' }).raw('/version');
  } catch (error) {
    return (error as { failure: { reason: string; detail: string } }).failure;
  } finally {
    await connection.close();
  }
}

describe('createDialer', () => {
  it('connects to the address that it checked', async () => {
    const resolve: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    expect(await dial(`https://member.test:${port()}`, resolve)).toMatchObject({
      status: 200,
    });
  });

  it.each(['127.0.0.2', '[::1]', '[::ffff:127.0.0.1]x', '169.254.169.254', '[fd00:ec2::254]', '10.0.0.1'])(
    'does not dial the literal %s',
    async (host) => {
      const server = `https://${host.replace('x', '')}:${host.endsWith('x') ? 1 : port()}`;
      const answer = await dial(server, undefined, {}, host.endsWith('x') ? createAddressPolicy([]) : loopbackOnly);
      expect(answer).toMatchObject({ reason: 'policy' });
    },
  );

  it('refuses a name when any of its addresses is forbidden', async () => {
    const both: Resolve = async () => [
      { address: '127.0.0.1', family: 4 },
      { address: '169.254.169.254', family: 4 },
    ];
    expect(await dial(`https://member.test:${port()}`, both)).toMatchObject({
      reason: 'policy',
      detail: expect.stringContaining('member.test'),
    });
  });

  it('checks each connection anew, so that a name that moves to a forbidden address is refused', async () => {
    const answers = ['127.0.0.1', '169.254.169.254'];
    const rebinding: Resolve = async () => [{ address: answers.shift() ?? '', family: 4 }];
    const server = `https://member.test:${port()}`;
    const dialer = createDialer(loopbackOnly, rebinding);
    const ask = async () => {
      const connection = connectMember({ ...target.member, server }, { dialer });
      const answer = await createMemberClient(connection, { kind: 'hub' })
        .raw('/version')
        .then(
          ({ status }) => status,
          (error) => error.failure.reason,
        );
      await connection.close();
      return answer;
    };
    expect([await ask(), await ask()]).toEqual([200, 'policy']);
  });

  it('falls back to the next allowed address when one is dead', async () => {
    const dead: Resolve = async () => [
      { address: '127.0.0.9', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
    const policy = createAddressPolicy(parseDialAllow('127.0.0.0/8'));
    expect(await dial(`https://member.test:${port()}`, dead, {}, policy)).toMatchObject({
      status: 200,
    });
  });

  it('says dns when the name has no address', async () => {
    const unknown: Resolve = () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }));
    expect(await dial('https://member.test', unknown)).toMatchObject({
      reason: 'dns',
      detail: 'the name does not exist',
    });
    expect(await dial('https://member.test', async () => [])).toMatchObject({ reason: 'dns' });
  });

  it('takes up the session of an earlier handshake, and shows the certificate of that one', async () => {
    const connection = target.connect();
    const client = createMemberClient(connection, { kind: 'hub' });
    await client.raw('/version');
    const seen = connection.peer();
    const before = new Set(target.sockets);
    await Promise.all([client.raw('/version'), client.raw('/version')]);
    const [second] = [...target.sockets].filter((socket) => !before.has(socket)) as TLSSocket[];
    expect(second?.isSessionReused()).toBe(true);
    expect(connection.peer()).toBe(seen);
    await connection.close();
  });

  it.each([301, 302, 303, 307, 308])('never follows a %i', async (status) => {
    target.play((request, response) => {
      if (request.url === '/api/v1/pods/a') response.writeHead(status, { location: '/stolen' }).end();
      else answerJson(response, {});
    });
    const before = target.seen.length;
    const connection = target.connect();
    const reading = createMemberClient(connection, { kind: 'hub' }).get(
      { group: '', version: 'v1', plural: 'pods' },
      { name: 'a' },
    );
    await expect(reading).rejects.toMatchObject({ failure: { reason: 'redirect' } });
    expect(target.seen.slice(before).map(({ url }) => url)).toEqual(['/api/v1/pods/a']);
  });
});
