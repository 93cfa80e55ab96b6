import { createHmac } from 'node:crypto';
import type { Clock } from '~/server/kernel/clock';
import { slackBody, webhookBody } from './core/write-payload';
import type { Sent } from './model/delivery';
import type { Post, Send } from './ports';

export type WebhookDeps = { post: Post; clock: Clock /** Where people reach the console. */; origin: string };

/**
 * Posts a message to a webhook. A receiver computes HMAC-SHA256 over `<portolan-timestamp>.<body>` and compares it with
 * `portolan-signature`; the timestamp tells it what is too old, `portolan-delivery` what it has had already.
 */
export const sendWebhook =
  ({ post, clock, origin }: WebhookDeps): Send =>
  async ({ url, key, certificateAuthority }, { id, message }) => {
    if (!url || !key) return { ok: false, fault: 'aborted', status: null };
    const body = webhookBody(id, message, origin);
    const timestamp = String(Math.floor(clock.now().getTime() / 1000));
    const signature = createHmac('sha256', key.reveal()).update(`${timestamp}.${body}`).digest('hex');
    const headers = {
      'portolan-delivery': id,
      'portolan-timestamp': timestamp,
      'portolan-signature': `v1=${signature}`,
    };
    return judge(await post({ url: new URL(url.reveal()), ...trusting(certificateAuthority), headers, body }));
  };

/** Posts a message to a webhook that understands Slack's. */
export const sendSlack =
  ({ post, origin }: Omit<WebhookDeps, 'clock'>): Send =>
  async ({ url, certificateAuthority }, { message }) => {
    if (!url) return { ok: false, fault: 'aborted', status: null };
    const body = slackBody(message, origin);
    return judge(await post({ url: new URL(url.reveal()), ...trusting(certificateAuthority), headers: {}, body }));
  };

const trusting = (ca: string | null) => (ca === null ? {} : { ca });

function judge(posted: Awaited<ReturnType<Post>>): Sent {
  if (!posted.ok) return { ok: false, fault: posted.reason, status: null };
  const { status } = posted;
  return status >= 200 && status < 300 ? { ok: true, status } : { ok: false, fault: 'status', status };
}
