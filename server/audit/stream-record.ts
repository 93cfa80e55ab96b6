import { createHmac } from 'node:crypto';
import type { Clock } from '~/server/kernel/clock';
import type { Secret } from '~/server/kernel/secret';
import { toOcsf, toPlain } from './core/to-ocsf';
import type { StreamedEntry } from './model/entry';
import type { Sink, StreamStore } from './ports';

export type StreamFormat = 'ocsf' | 'json';

const FORMATS = { ocsf: toOcsf, json: toPlain };

/** Writes each entry as one line of JSON. */
export const lineSink =
  (format: StreamFormat, write: (text: string) => Promise<void>): Sink =>
  async (entries) => {
    await write(entries.map((entry) => `${JSON.stringify(FORMATS[format](entry))}\n`).join(''));
    return undefined;
  };

type Posted = { ok: true; status: number } | { ok: false; reason: string };
type WebhookDeps = {
  post(given: { headers: Record<string, string>; body: string }): Promise<Posted>;
  key: Secret;
  clock: Clock;
  format: StreamFormat;
};

/**
 * Posts a batch to a webhook. A receiver computes HMAC-SHA256 over `<portolan-timestamp>.<body>` and compares it with
 * `portolan-signature`; entries come at least once and in order, and `metadata.sequence` (`seq`) tells what it has had.
 */
export const webhookSink =
  ({ post, key, clock, format }: WebhookDeps): Sink =>
  async (entries: StreamedEntry[]) => {
    const body = JSON.stringify(entries.map(FORMATS[format]));
    const timestamp = String(Math.floor(clock.now().getTime() / 1000));
    const signature = createHmac('sha256', key.reveal()).update(`${timestamp}.${body}`).digest('hex');
    const posted = await post({
      headers: { 'portolan-timestamp': timestamp, 'portolan-signature': `v1=${signature}` },
      body,
    });
    if (!posted.ok) return posted.reason;
    return posted.status >= 200 && posted.status < 300 ? undefined : `status ${posted.status}`;
  };

type StreamDeps = { streams: StreamStore; receiver: string; sink: Sink; clock: Clock; onTrouble(error: unknown): void };

const BATCH = 100;
const IDLE_MS = 1000;
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 300_000;

/** When a receiver that refused `failures` times is tried again. */
export const retryAt = (now: Date, failures: number): Date =>
  new Date(now.getTime() + Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 20)));

/** Sends the record to its receiver as it grows, at least once and in order, until it is stopped. */
export function streamRecord({ streams, receiver, sink, clock, onTrouble }: StreamDeps): () => Promise<void> {
  let isStopped = false;
  let wake = () => {};
  const idle = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, IDLE_MS);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async () => {
    while (!isStopped) {
      const again = (failures: number) => retryAt(clock.now(), failures);
      const sent = await streams.advance(receiver, BATCH, sink, again).catch((error: unknown) => {
        onTrouble(error);
        return 0;
      });
      if (sent < BATCH && !isStopped) await idle();
    }
  };
  const running = run();
  return async () => {
    isStopped = true;
    wake();
    await running;
  };
}
