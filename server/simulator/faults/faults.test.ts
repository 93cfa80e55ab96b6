import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SimulatedMember, startMember } from '~/server/simulator/member';
import { createMemberClient } from '~/server/simulator/testing/member-client';
import type { Fault } from './faults';

let member: SimulatedMember;
let client: ReturnType<typeof createMemberClient>;

beforeEach(async () => {
  member = await startMember({ name: 'm1' });
  client = createMemberClient(member);
  for (const name of ['n1', 'n2']) member.objects.put('v1', 'nodes', { metadata: { name } });
});

afterEach(async () => {
  await client.close();
  await member.close();
});

const NODES = '/api/v1/nodes';
const withFault = (fault: Fault) => member.faults.add({ fault, path: /nodes/, count: 1 });

describe('faults of a request', () => {
  it('happen as often as they were ordered, to the requests that were meant', async () => {
    member.faults.add({ fault: { kind: 'status', code: 503 }, method: 'GET', path: /nodes/, count: 2 });
    const statuses = async (path: string) => (await client.call('GET', path)).status;
    expect([await statuses('/version'), await statuses(NODES), await statuses(NODES), await statuses(NODES)]).toEqual([
      200, 503, 503, 200,
    ]);
  });

  it('throttle with seconds or a date', async () => {
    withFault({ kind: 'status', code: 429, retryAfter: { seconds: 2 } });
    expect(await client.call('GET', NODES)).toMatchObject({
      status: 429,
      headers: { 'retry-after': '2' },
      json: { reason: 'TooManyRequests' },
    });
    withFault({ kind: 'status', code: 429, retryAfter: { at: new Date('2030-01-01T00:00:00Z') } });
    expect((await client.call('GET', NODES)).headers['retry-after']).toBe('Tue, 01 Jan 2030 00:00:00 GMT');
  });

  it('hang until the reader gives up', async () => {
    withFault({ kind: 'hang' });
    await expect(client.call('GET', NODES, { signal: AbortSignal.timeout(50) })).rejects.toThrow();
  });

  it('drip the whole answer', async () => {
    withFault({ kind: 'drip', everyMs: 1, bytes: 200 });
    expect((await client.call('GET', NODES)).json.items).toHaveLength(2);
  });

  it('break the connection in the body, or end it as if it were whole', async () => {
    withFault({ kind: 'reset', afterBytes: 100 });
    await expect(client.call('GET', NODES)).rejects.toThrow();
    withFault({ kind: 'truncate', afterBytes: 100 });
    await expect(client.call('GET', NODES)).rejects.toThrow(SyntaxError);
  });

  it('redirect', async () => {
    withFault({ kind: 'redirect', location: 'https://169.254.169.254/' });
    expect(await client.call('GET', NODES)).toMatchObject({
      status: 302,
      headers: { location: 'https://169.254.169.254/' },
    });
  });
});

describe('faults of a watch', () => {
  const events = async (count: number) => {
    const seen: string[] = [];
    for await (const event of client.watch(`${NODES}?watch=1&timeoutSeconds=1`)) {
      seen.push(`${event.type} ${event.object.metadata.name ?? event.object.code}`);
      if (seen.length === count) break;
    }
    return seen;
  };

  it('expire it after some events', async () => {
    withFault({ kind: 'expired-watch', afterEvents: 1 });
    expect(await events(9)).toEqual(['ADDED n1', 'ERROR 410']);
  });

  it('send a line that is no JSON', async () => {
    withFault({ kind: 'garbage', line: '{"type":', afterEvents: 1 });
    await expect(events(9)).rejects.toThrow(SyntaxError);
  });

  it('close it', async () => {
    withFault({ kind: 'close-watch', afterMs: 20 });
    expect(await events(9)).toEqual(['ADDED n1', 'ADDED n2']);
  });

  it('fall silent without an end', async () => {
    withFault({ kind: 'half-open', afterEvents: 1 });
    const stream = client.watch(`${NODES}?watch=1`, { signal: AbortSignal.timeout(150) });
    expect((await stream.next()).value).toMatchObject({ type: 'ADDED' });
    await expect(stream.next()).rejects.toThrow();
  });
});

describe('faults of a member', () => {
  it('an expired certificate and a foreign authority are refused by a careful client', async () => {
    const expired = await startMember({ name: 'old', serving: { notBefore: new Date(0), notAfter: new Date(1) } });
    const careful = createMemberClient(expired);
    await expect(careful.call('GET', '/version')).rejects.toThrow('certificate has expired');
    const deceived = createMemberClient({ ...member, ca: expired.ca });
    await expect(deceived.call('GET', '/version')).rejects.toThrow(/certificate/);
    await Promise.all([careful.close(), deceived.close()]);
    await expired.close();
  });

  it('a clock that is wrong shows in the date and in what is created', async () => {
    const skewed = await startMember({
      name: 'late',
      clock: { now: () => new Date('2020-01-01T00:00:00Z'), monotonic: () => 0 },
    });
    const other = createMemberClient(skewed);
    expect((await other.call('GET', '/version')).headers['date']).toBe('Wed, 01 Jan 2020 00:00:00 GMT');
    const made = await other.call('POST', NODES, { body: { metadata: { name: 'n' } } });
    expect(made.json.metadata.creationTimestamp).toBe('2020-01-01T00:00:00Z');
    await other.close();
    await skewed.close();
  });
});
