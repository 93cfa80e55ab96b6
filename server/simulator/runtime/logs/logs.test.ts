import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLife, type Life } from '~/server/simulator/controllers/life';
import { type SimulatedMember, startMember } from '~/server/simulator/member';
import type { Container, Run } from '~/server/simulator/runtime/container';
import { createMemberClient } from '~/server/simulator/testing/member-client';
import { followLog } from './follow-log';
import { writeLines } from './read-log';
import { lastLines, linesBetween } from './write-lines';

const START = Date.parse('2026-11-23T12:00:00Z');
const at = (ms: number) => new Date(START + ms);
const SHOP: Container = {
  ...{ namespace: 'd', pod: 'p', uid: 'u', name: 'c', image: 'shop:1', node: 'n', address: '', hostname: 'p' },
  ...{ ports: [8080], env: {}, command: [] },
};

describe('what a container writes', () => {
  const container = (image: string): Container => ({ ...SHOP, image });
  const image = fc.constantFrom('shop/frontend:1', 'docker.io/library/redis:7', 'shop:crash');
  const run = fc.option(fc.integer({ min: 1, max: 90_000 }), { nil: undefined }).map(
    (life): Run => ({
      startedAt: at(0),
      restart: 0,
      ...(life === undefined ? {} : { finishedAt: at(life), exitCode: 1 }),
    }),
  );
  const cut = fc
    .tuple(fc.nat(100_000), fc.nat(100_000), fc.nat(100_000))
    .map((times) => [...times].sort((a, b) => a - b));

  it('is the same however it is cut, in order, and within its life', () => {
    fc.assert(
      fc.property(image, run, cut, (name, life, [a = 0, b = 0, c = 0]) => {
        const read = (from: number, to: number) => [...linesBetween(container(name), life, at(from), at(to))];
        const whole = read(a, c);
        expect([...read(a, b), ...read(b, c)]).toEqual(whole);
        const times = whole.map((line) => line.at.getTime());
        expect(times).toEqual([...times].sort((one, other) => one - other));
        expect(times.every((time) => time < (life.finishedAt?.getTime() ?? Number.POSITIVE_INFINITY))).toBe(true);
      }),
    );
  });

  it('ends with its last lines', () => {
    fc.assert(
      fc.property(image, run, cut, fc.nat(30), (name, life, [a = 0, , c = 0], count) => {
        const whole = [...linesBetween(container(name), life, at(a), at(c))];
        const expected = count === 0 ? [] : whole.slice(-count);
        expect(lastLines(container(name), life, { from: at(a), to: at(c) }, count)).toEqual(expected);
      }),
    );
  });
});

describe('following a log', () => {
  const container: Container = { ...SHOP, run: { startedAt: at(0), restart: 0 } };
  const run = container.run as Run;
  const options = { container: '', follow: true, previous: false, timestamps: true };
  let now = 0;
  let written = '';
  let present: Container | undefined;
  const end = vi.fn();
  const follow = (more: object = {}) =>
    followLog(container, {
      ...{ options: { ...options, ...more }, run, now: () => at(now), look: () => present, end },
      write: (bytes) => {
        written += bytes;
      },
    });
  const pass = (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      now += 1000;
      vi.advanceTimersByTime(1000);
    }
  };

  beforeEach(() => {
    vi.useFakeTimers();
    [now, written, present] = [60_000, '', container];
    end.mockClear();
  });
  afterEach(() => void vi.useRealTimers());

  it('writes what was and what comes, once, until the pod goes', () => {
    follow();
    pass(60);
    const expected = writeLines(linesBetween(container, run, at(0), at(now)), true).toString();
    expect([written, end.mock.calls.length]).toEqual([expected, 0]);
    present = undefined;
    pass(1);
    expect(end).toHaveBeenCalledOnce();
  });

  it('writes the last words of its run, and not those of the next', () => {
    follow();
    pass(10);
    const ended: Run = { ...run, finishedAt: at(now + 500), exitCode: 1 };
    present = { ...container, run: { startedAt: at(now + 700), restart: 1 }, previous: ended };
    pass(10);
    expect(written).toBe(writeLines(linesBetween(container, ended, at(0), at(now)), true).toString());
    expect(end).toHaveBeenCalledOnce();
  });

  it('stops at its limit, and when nobody listens any more', () => {
    const stop = follow({ tailLines: 0, limitBytes: 100 });
    pass(30);
    expect([written.length, end.mock.calls.length]).toEqual([100, 1]);
    stop();
    written = '';
    follow({ tailLines: 0 })();
    pass(30);
    expect(written).toBe('');
  });
});

describe('the log of a pod', () => {
  let now = START;
  const clock = { now: () => new Date(now), monotonic: () => now };
  let member: SimulatedMember;
  let life: Life;
  let client: ReturnType<typeof createMemberClient>;

  beforeEach(async () => {
    member = await startMember({ name: 'm', clock });
    life = createLife(member, { clock, seed: 'test' });
    client = createMemberClient(member);
    const conditions = [{ type: 'Ready', status: 'True' }];
    member.objects.put('v1', 'nodes', { metadata: { name: 'n' }, status: { conditions } });
  });

  afterEach(async () => {
    life.stop();
    await client.close();
    await member.close();
  });

  const pass = (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      now += 1000;
      life.run();
    }
  };
  const pod = (...images: string[]) => {
    const containers = images.map((image, index) => ({ name: `c${index}`, image, ports: [{ containerPort: 8080 }] }));
    member.objects.put('v1', 'pods', {
      metadata: { name: 'p', namespace: 'default' },
      spec: { containers },
      status: { phase: 'Pending' },
    });
  };
  const log = async (query = '') => {
    const { text, status, json } = await client.call('GET', `/api/v1/namespaces/default/pods/p/log${query}`);
    return status === 200 ? text.split('\n').slice(0, -1) : [json.code, json.message];
  };

  it('says why there is none yet', async () => {
    pod('shop:1');
    life.run();
    expect(await log()).toEqual([400, 'container "c0" in pod "p" is waiting to start: ContainerCreating']);
    pass(4);
    expect(await log('?previous=true')).toEqual([400, 'previous terminated container "c0" in pod "p" not found']);
    expect((await log('?tailLines=1')).length).toBe(1);
  });

  it.each([
    ['?container=x', [400, 'container x is not valid for pod p']],
    ['', [400, 'a container name must be specified for pod p, choose one of: [c0 c1]']],
    ['?container=c1&tailLines=-1', [422, expect.stringContaining('must be greater than or equal to 0')]],
    ['?container=c1&sinceSeconds=1&sinceTime=2026-01-01T00:00:00Z', [422, expect.stringContaining('at most one of')]],
  ])('of two containers, asked for with "%s", is refused', async (query, expected) => {
    pod('shop:1', 'shop:2');
    pass(4);
    expect(await log(query)).toEqual(expected);
  });

  it('is cut by lines, time and bytes', async () => {
    pod('shop:1');
    pass(120);
    const all = await log('?timestamps=true');
    expect(await log('?timestamps=true&tailLines=3')).toEqual(all.slice(-3));
    const since = new Date(now - 30_000).toISOString();
    const recent = all.filter((line) => line.slice(0, 24) >= since.slice(0, 23));
    expect(await log('?timestamps=true&sinceSeconds=30')).toEqual(recent);
    expect(await log(`?timestamps=true&sinceTime=${since}`)).toEqual(recent);
    const { text } = await client.call('GET', '/api/v1/namespaces/default/pods/p/log?limitBytes=10');
    expect(text).toHaveLength(10);
  });

  it('of a program that crashes tells why, and of its life before', async () => {
    pod('shop:crash');
    pass(30);
    const before = await log('?previous=true');
    expect(before).toContain('panic: configuration is not valid');
    expect(member.objects.get('v1', 'pods', 'p', 'default')?.['status']).toMatchObject({
      phase: 'Running',
      containerStatuses: [{ restartCount: 2, lastState: { terminated: { exitCode: 1 } } }],
    });
  });
});
