import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeptEntry } from '../model/entry';
import type { ChainReader } from '../ports';
import { canonicalEntry } from './canonical';
import { verifyChain } from './verify-chain';

const START = { seq: 0, hash: '00' };
const digest: ChainReader['digest'] = (previous, entry) =>
  createHash('sha256')
    .update(previous + canonicalEntry(entry))
    .digest('hex');

function chainOf(count: number): KeptEntry[] {
  const entries: KeptEntry[] = [];
  for (let seq = 1; seq <= count; seq++) {
    const entry = {
      ...{ seq, id: `id-${seq}`, kind: 'intent' as const, intent: null, at: '2026-11-25T00:00:00.000Z' },
      ...{
        actorId: 'ada',
        actorName: 'Ada',
        tokenId: null,
        tokenName: null,
        action: 'objects.act',
        teams: [],
        clusters: ['one'],
        namespaces: [''],
      },
      ...{ outcome: null, requestId: 'r', body: { replicas: seq, nested: { b: 1, a: [true, null] } } },
    };
    entries.push({ ...entry, hash: digest(entries.at(-1)?.hash ?? START.hash, entry) });
  }
  return entries;
}

function readerOf(entries: KeptEntry[], head = entries.at(-1), ours = true): ChainReader {
  return {
    digest,
    ends: async () => ({
      ...{ base: START, head: head ? { seq: head.seq, hash: head.hash } : START },
      ...{ baseIsOurs: true, headIsOurs: ours },
    }),
    async *pages() {
      for (let index = 0; index < entries.length; index += 3) yield entries.slice(index, index + 3);
    },
  };
}

const faultsOf = async (reader: ChainReader, noted?: { seq: number; hash: string }) =>
  (await verifyChain(reader, noted)).faults.map(({ said }) => said);

describe('verifyChain', () => {
  it('finds nothing in a chain that is whole', async () => {
    const chain = chainOf(10);
    expect(await verifyChain(readerOf(chain))).toMatchObject({ entries: 10, faults: [], head: { seq: 10 } });
    expect(await faultsOf(readerOf([]))).toEqual([]);
    const fifth = chain[4] as KeptEntry;
    expect(await faultsOf(readerOf(chain), { seq: 5, hash: fifth.hash })).toEqual([]);
  });

  it('names the one entry of which any field was changed', async () => {
    const other: Partial<KeptEntry> = {
      ...{ id: 'x', kind: 'access', intent: 'x', at: '2026-11-25T00:00:00.001Z', actorId: 'x', actorName: 'x' },
      ...{ action: 'x', teams: ['x'], clusters: ['x'], namespaces: ['x'], outcome: 'x', requestId: 'x', body: {} },
    };
    const field = fc.constantFrom(...(Object.keys(other) as (keyof KeptEntry)[]));
    await fc.assert(
      fc.asyncProperty(field, fc.integer({ min: 1, max: 9 }), async (name, seq) => {
        const chain = chainOf(9);
        chain[seq - 1] = { ...(chain[seq - 1] as KeptEntry), [name]: other[name] };
        expect(await faultsOf(readerOf(chain))).toEqual([`entry ${seq} was changed, replaced or moved`]);
      }),
    );
  });

  it('names what was removed, at the beginning, in the middle and at the end', async () => {
    const chain = chainOf(9);
    expect(await faultsOf(readerOf(chain.slice(2)))).toContain('entries 1 to 2 were removed');
    expect(await faultsOf(readerOf(chain.toSpliced(4, 1)))).toEqual(['entry 5 was removed']);
    expect(await faultsOf(readerOf(chain.slice(0, 7), chain.at(-1)))).toEqual(['entries 8 to 9 were removed']);
  });

  it('names entries that changed places', async () => {
    const chain = chainOf(6);
    const [second, third] = [chain[1] as KeptEntry, chain[2] as KeptEntry];
    const swapped = chain.with(1, { ...third, seq: 2 }).with(2, { ...second, seq: 3 });
    expect(await faultsOf(readerOf(swapped))).toContain('entry 2 was changed, replaced or moved');
  });

  it('finds an end that was put back, by the head that somebody noted', async () => {
    const chain = chainOf(9);
    const noted = { seq: 9, hash: chain[8]?.hash ?? '' };
    expect(await faultsOf(readerOf(chain.slice(0, 5)), noted)).toEqual([
      'entry 9 with the hash that was noted is not there (any more)',
    ]);
    expect(await faultsOf(readerOf(chain, chain.at(-1), false))).toEqual(['the end at 9 was not written by the hub']);
  });
});

it('covers an entry without a token as it was covered before there were tokens', () => {
  const [entry] = chainOf(1);
  if (!entry) throw new Error('no entry');
  const before =
    '[1,"2026-11-25T00:00:00.000Z","id-1","intent",null,"ada","Ada","objects.act",[],["one"],[""],null,"r",' +
    '{"nested":{"a":[true,null],"b":1},"replicas":1}]';
  expect(canonicalEntry(entry)).toBe(before);
  expect(canonicalEntry({ ...entry, tokenId: 'id', tokenName: 'pipeline' })).not.toBe(before);
});
