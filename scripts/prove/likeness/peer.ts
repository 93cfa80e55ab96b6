import { createMemberClient, type Reply } from '~/server/simulator/testing/member-client';
import { normalForm } from './normal-form';

/** A server under comparison, asked as its administrator. */
export type Peer = {
  ask(method: string, path: string, options?: { type?: string; body?: unknown }): Promise<Reply>;
  /** The events of a collection from a version on, up to and with the first about an object called `last`. */
  events(path: string, resourceVersion: string, last: string): Promise<unknown[]>;
  close(): Promise<void>;
};

/** A server that panics answers nothing and closes the connection. */
const CUT_OFF: Reply = { status: 0, headers: {}, text: '', json: undefined };

function cutOff(error: unknown): Reply {
  if (error instanceof Error && 'code' in error && error.code === 'UND_ERR_SOCKET') return CUT_OFF;
  throw error;
}

/** What is compared of an answer: its status and its body, what is volatile masked. */
export type Outcome = { status: number; warning: unknown; body: unknown };

export function createPeer(member: Parameters<typeof createMemberClient>[0]): Peer {
  const client = createMemberClient(member);
  return {
    ask: (method, path, options = {}) => client.call(method, path, options).catch(cutOff),
    async events(path, resourceVersion, last) {
      const seen: unknown[] = [];
      for await (const { type, object } of client.watch(
        `${path}?watch=1&resourceVersion=${resourceVersion}&timeoutSeconds=30`,
      )) {
        seen.push({ type, object: normalForm(object) });
        if (object.metadata?.name === last) return seen;
      }
      return seen;
    },
    close: async () => {
      await client.close();
    },
  };
}

export const outcomeOf = ({ status, headers, json, text }: Reply): Outcome => ({
  status,
  warning: headers['warning'],
  body: normalForm(json ?? text),
});
