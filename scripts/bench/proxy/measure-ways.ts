import { createLoad, type Target } from './load';
import { createStreams } from './streams';

/** Straight to the member, through the hub, and through the hub and the member's agent. */
export type Way = 'direct' | 'hub' | 'agent';
export type Stream = 'bulk' | 'upload' | 'download' | 'forward';
/** Of every round: milliseconds of requests, requests a second, megabytes a second, milliseconds of many commands at once. */
export type Taken = { times: number[]; rates: number[]; execs: number[] } & Record<Stream, number[]>;

const ROUNDS = 9;
const SMALL = '/api/v1/namespaces/kube-system';
const BULK = '/api/v1/nodes';
const REQUESTS_AT_ONCE = 32;
export const COMMANDS_AT_ONCE = 200;

/** Measures the ways in turn, nine times; what the first turn takes is left out, as it warms connections and caches. */
export async function measureWays(targets: Record<Way, Target>, quick: boolean): Promise<Record<Way, Taken>> {
  const names = Object.keys(targets) as Way[];
  const taken = Object.fromEntries(names.map((name) => [name, nothing()])) as Record<Way, Taken>;
  const tools = names.map((name) => {
    const load = createLoad(targets[name]);
    return { load, streams: createStreams(targets[name]), into: taken[name] };
  });
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { load, streams, into } of tools) {
      const turn = await oneTurn(load, streams, quick);
      if (round > 0) add(into, turn);
    }
  }
  for (const { load } of tools) load.close();
  return taken;
}

async function oneTurn(
  load: ReturnType<typeof createLoad>,
  streams: ReturnType<typeof createStreams>,
  quick: boolean,
): Promise<Taken> {
  const [requests, chunks] = quick ? [50, 64] : [300, 768];
  return {
    times: await load.times(SMALL, requests),
    rates: [await load.rate(SMALL, REQUESTS_AT_ONCE, requests * 3)],
    bulk: [await load.bulk(BULK)],
    upload: [await streams.upload(chunks)],
    download: [await streams.download(chunks)],
    forward: [await streams.forward(chunks)],
    execs: [await streams.atOnce(quick ? 20 : COMMANDS_AT_ONCE)],
  };
}

const nothing = (): Taken => ({ times: [], rates: [], execs: [], bulk: [], upload: [], download: [], forward: [] });

function add(into: Taken, turn: Taken): void {
  for (const [of, values] of Object.entries(turn) as [keyof Taken, number[]][]) into[of].push(...values);
}
