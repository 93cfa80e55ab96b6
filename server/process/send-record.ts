import { readFileSync } from 'node:fs';
import { lineSink, streamRecord, webhookSink } from '~/server/audit/stream-record';
import type { AuditStream } from '~/server/env';
import { postOnce } from '~/server/kube/request/post-once';
import type { Wiring } from '~/server/wiring';

const toStdout = (text: string) =>
  new Promise<void>((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });

/** Sends the record where PORTOLAN_AUDIT_STREAM says; nothing when it is not set. Returns how to stop. */
export function sendRecord({ env, record, clock, log, dialer }: Wiring): () => Promise<void> {
  const { stream } = env;
  if (!stream) return async () => undefined;
  const { format } = stream;
  const sink =
    stream.to === 'stdout'
      ? lineSink(format, toStdout)
      : webhookSink({
          post: (given) => postOnce(dialer, { ...webhook(stream), ...given }),
          key: stream.key,
          clock,
          format,
        });
  const onTrouble = (error: unknown) => log.error({ err: error }, 'the record could not be sent');
  return streamRecord({ streams: record, receiver: stream.receiver, sink, clock, onTrouble });
}

const webhook = ({ url, ca }: Extract<AuditStream, { to: 'webhook' }>) =>
  ca === undefined ? { url } : { url, ca: readFileSync(ca, 'utf8') };
