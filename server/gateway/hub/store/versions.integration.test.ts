import { describe, expect, it } from 'vitest';
import { testDatabase } from '~/server/db/testing/test-database';
import type { Sequence, Standing } from '../ports';
import { postgresVersions } from './versions';

const { database } = await testDatabase();
const one = postgresVersions(database);
/** Another replica. */
const other = postgresVersions(database);

const object = (uid: string, status = '', written = '', places = ''): Standing => ({
  ...{ uid, digest: `${status}/${written}/${places}`, written, places },
});
const stampAll = async (standing: Standing[], sequence: Sequence = 'applications', by = one) =>
  (
    await by.stamp(
      sequence,
      async () => standing,
      (read) => read,
      true,
    )
  ).stamp;

describe('versions in PostgreSQL', () => {
  it('grow with every change, and stay where nothing is new', async () => {
    const first = await stampAll([object('a'), object('b')]);
    expect(await stampAll([object('a'), object('b')], 'applications', other)).toEqual(first);
    const second = await stampAll([object('a', 'ready'), object('b')]);
    expect(second.version).toBe(first.version + 1n);
    expect(second.numbers.get('b')).toEqual(first.numbers.get('b'));
    // a status is nothing that people wrote
    expect(second.numbers.get('a')?.saved).toBe(first.numbers.get('a')?.saved);
    const third = await stampAll([object('a', 'ready', 'text'), object('b')]);
    expect(third.numbers.get('a')?.saved).toBe(third.version);
  });

  it('tell when something may be gone from somebody’s sight', async () => {
    const before = await stampAll([object('x'), object('y')], 'clusters');
    const gone = await stampAll([object('x')], 'clusters');
    expect(gone).toMatchObject({ version: before.version + 1n, floor: before.version + 1n });
    const moved = await stampAll([object('x', '', '', 'elsewhere')], 'clusters');
    expect(moved.floor).toBe(moved.version);
    const part = await one.stamp(
      'clusters',
      async () => [],
      () => [],
      false,
    );
    expect(part.stamp).toMatchObject({ version: moved.version, floor: moved.floor });
  });

  it('are one order for all replicas, whoever looks', async () => {
    let state = 0;
    const given = new Map<string, bigint>();
    const look = async (by: typeof one) => {
      const read = async () => object('racing', `${++state}`);
      const { stamp, read: seen } = await by.stamp('applications', read, (found) => [found], false);
      given.set(seen.digest, stamp.numbers.get('racing')?.version ?? 0n);
    };
    await Promise.all(Array.from({ length: 40 }, (_, at) => look(at % 2 === 0 ? one : other)));
    const versions = [...given]
      .toSorted(([a], [b]) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
      .map(([, version]) => version);
    expect(versions).toHaveLength(40);
    expect(versions).toEqual(versions.toSorted((a, b) => Number(a - b)));
    expect(new Set(versions).size).toBe(40);
  });
});
