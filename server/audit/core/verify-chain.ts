import type { ChainPoint, KeptEntry } from '../model/entry';
import type { ChainReader } from '../ports';

/** What is wrong with the chain at one place, in a sentence that names the row. */
export type ChainFault = { seq: number; said: string };

export type ChainReport = { entries: number; base: ChainPoint; head: ChainPoint; faults: ChainFault[] };

const MOST_FAULTS = 100;

/**
 * Walks the whole chain: each entry must be as it was written, follow the one before, and be where it was. `noted` is a head
 * that someone wrote down before: it must still stand in the chain, or the end was cut off.
 */
export async function verifyChain(reader: ChainReader, noted?: ChainPoint): Promise<ChainReport> {
  const { base, head, baseIsOurs, headIsOurs } = await reader.ends();
  const faults: ChainFault[] = [];
  const say = (seq: number, said: string | undefined) => {
    if (said !== undefined && faults.length < MOST_FAULTS) faults.push({ seq, said });
  };
  if (!baseIsOurs) say(base.seq, `the beginning at ${base.seq} was not set by retention`);
  if (!headIsOurs) say(head.seq, `the end at ${head.seq} was not written by the hub`);
  let last = base;
  let entries = 0;
  let isNotedSeen = noted === undefined || isAt(noted, base);
  for await (const page of reader.pages(base.seq)) {
    // what was written since the end was read is judged the next time
    for (const entry of page.filter(({ seq }) => seq <= head.seq)) {
      say(entry.seq, judgeEntry(reader, last, entry));
      isNotedSeen ||= noted !== undefined && isAt(noted, entry);
      last = { seq: entry.seq, hash: entry.hash };
      entries++;
    }
  }
  say(head.seq, judgeEnd(last, head));
  if (!isNotedSeen && noted) say(noted.seq, `entry ${noted.seq} with the hash that was noted is not there (any more)`);
  return { entries, base, head, faults };
}

function judgeEntry({ digest }: ChainReader, last: ChainPoint, entry: KeptEntry): string | undefined {
  const { hash, ...unhashed } = entry;
  if (entry.seq !== last.seq + 1) return missing(last.seq + 1, entry.seq - 1);
  return digest(last.hash, unhashed) === hash ? undefined : `entry ${entry.seq} was changed, replaced or moved`;
}

function judgeEnd(last: ChainPoint, head: ChainPoint): string | undefined {
  if (last.seq < head.seq) return missing(last.seq + 1, head.seq);
  return last.hash === head.hash ? undefined : `the end is not what entry ${last.seq} says`;
}

const isAt = (noted: ChainPoint, { seq, hash }: ChainPoint) => noted.seq === seq && noted.hash === hash;
const missing = (from: number, to: number) =>
  from === to ? `entry ${from} was removed` : `entries ${from} to ${to} were removed`;
