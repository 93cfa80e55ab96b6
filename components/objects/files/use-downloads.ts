'use client';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { answerCookie, DOWNLOAD_PATH, type DownloadAnswer } from '~/server/objects/model/transfer';
import { useTRPC } from '../../trpc/client';
import { transferId } from './transfer-id';

export type OfContainer = { cluster: string; namespace: string; pod: string; container: string; reason: string };

/** `refused`: nothing was saved, and why. `failed`: what the browser saved is not whole, and the browser says so too. */
export type DownloadState =
  | { is: 'asking' | 'running' | 'unknown' }
  | { is: 'refused'; detail: string | null }
  | { is: 'done' | 'failed'; bytes: number | null; detail: string };
/** `null`: the hub was not there. */
type Answer = DownloadAnswer | null;
type Asked = { id: string; path: string; answer: Answer | undefined };

const LOOK_MS = 200;
const AGAIN_MS = 1000;

/** Downloads that this page has asked for, the newest first, and what the record says of those that began. */
export function useDownloads() {
  const trpc = useTRPC();
  const [asked, setAsked] = useState<Asked[]>([]);
  const settle = (id: string, answer: Answer) =>
    setAsked((before) => before.map((one) => (one.id === id ? { ...one, answer } : one)));
  const start = (of: OfContainer, path: string) => {
    const id = transferId();
    setAsked((before) => [{ id, path, answer: undefined }, ...before]);
    void send({ ...of, path, transfer: id }).then((answer) => settle(id, answer));
  };
  const told = useQueries({
    queries: asked.map(({ answer }) => {
      const request = answer?.began ? answer.request : undefined;
      return {
        ...trpc.audit.transfer.queryOptions({ request: request ?? '' }),
        enabled: request !== undefined,
        refetchInterval: ({ state }: { state: { data?: { state: string } | undefined } }) =>
          state.data === undefined || state.data.state === 'running' ? AGAIN_MS : false,
      } as const;
    }),
  });
  const downloads = asked.map(({ id, path, answer }, index) => ({
    id,
    path,
    state: stateOf(answer, told[index]?.data),
  }));
  return { downloads, start };
}

type Told = { state: 'running' | 'done' | 'failed' | 'unknown'; bytes: number | null; detail: string };

function stateOf(answer: Answer | undefined, told: Told | undefined): DownloadState {
  if (answer === undefined) return { is: 'asking' };
  if (answer === null) return { is: 'refused', detail: null };
  if (!answer.began) return { is: 'refused', detail: answer.detail };
  const { state = 'running', bytes = null, detail = '' } = told ?? {};
  return state === 'done' || state === 'failed' ? { is: state, bytes, detail } : { is: state };
}

/** Follows a link that the browser saves to its disk as it comes; waits for the cookie that tells of it. */
async function send(fields: Record<string, string>): Promise<Answer> {
  // a link that reaches nobody would take the page away
  const isThere = await fetch('/api/healthz').then(
    () => true,
    () => false,
  );
  if (!isThere) return null;
  const link = document.createElement('a');
  // by its referrer the hub knows that the page is its own
  Object.assign(link, { href: `${DOWNLOAD_PATH}?${new URLSearchParams(fields)}`, referrerPolicy: 'origin' });
  link.click();
  return answered(answerCookie(fields['transfer'] ?? ''));
}

function answered(name: string): Promise<DownloadAnswer> {
  return new Promise((resolve) => {
    const look = setInterval(() => {
      const value = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`));
      if (value === undefined) return;
      clearInterval(look);
      // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not in every browser
      document.cookie = `${name}=; Path=/; Max-Age=0; SameSite=Strict`;
      resolve(JSON.parse(decodeURIComponent(value.slice(name.length + 1))) as DownloadAnswer);
    }, LOOK_MS);
  });
}
