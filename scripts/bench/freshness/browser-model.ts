import { createTRPCClient, createWSClient, wsLink } from '@trpc/client';
import { WebSocket } from 'ws';
import type { AppRouter } from '~/server/api/root';
import { nodeKey } from '~/server/clusters/model/row-keys';
import { listNodes } from '../list-nodes';
import type { BenchHub } from '../programs';

const CHANGED_AT = 'portolan.dev/changed-at';
const TABLE = 500;

type Row = { cluster: string; name: string; labels: Record<string, string> };

export type BrowserModel = {
  /** Milliseconds from each change, stamped in the member, to its row in the model. */
  latencies: number[];
  /** What ended a subscription, if anything did: the figures are then worth nothing. */
  failure(): Error | undefined;
  close(): void;
};

/** What a tab holds: tables of 500 rows, each followed by one subscription, all over one WebSocket. */
export async function openBrowserModel(hub: BenchHub): Promise<BrowserModel> {
  const rows = new Map<string, Row>();
  const latencies: number[] = [];
  let failure: Error | undefined;
  const put = (row: Row) => {
    const key = nodeKey(row);
    const stamp = row.labels[CHANGED_AT];
    if (stamp !== undefined && stamp !== rows.get(key)?.labels[CHANGED_AT]) latencies.push(Date.now() - Number(stamp));
    rows.set(key, row);
  };

  const socket = createWSClient({ url: `${hub.origin.replace('http', 'ws')}/api/trpc-ws`, WebSocket: socketOf(hub) });
  const client = createTRPCClient<AppRouter>({ links: [wsLink({ client: socket })] });
  for (let offset = 0, total = 1; offset < total; offset += TABLE) {
    const page = await listNodes(hub, { offset, limit: TABLE });
    total = page.total;
    page.rows.forEach(put);
    const keys = page.rows.map(nodeKey);
    client.live.rows.subscribe(
      { topic: 'nodes', keys, lastEventId: page.lastEventId },
      {
        onData: ({ data }) => {
          data.put.forEach(put);
          for (const key of data.removed) rows.delete(key);
        },
        onError: (error) => {
          failure = error;
        },
      },
    );
  }
  return { latencies, failure: () => failure, close: () => void socket.close() };
}

/** A browser sends its page's origin and its cookie by itself. */
function socketOf({ origin, token }: BenchHub): typeof globalThis.WebSocket {
  const Browser = class extends WebSocket {
    constructor(url: string | URL) {
      super(url, { origin, headers: { cookie: `portolan=${token}` } });
    }
  };
  return Browser as unknown as typeof globalThis.WebSocket;
}
