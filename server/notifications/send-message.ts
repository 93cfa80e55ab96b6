import type { ChannelKind } from './model/channel';
import type { Send } from './ports';
import { type EmailDeps, sendEmail } from './send-email';
import { sendSlack, sendWebhook, type WebhookDeps } from './send-webhook';

/** Sends through a channel of whichever kind. */
export function sendMessage(deps: WebhookDeps & EmailDeps): Send {
  const ways: Record<ChannelKind, Send> = {
    webhook: sendWebhook(deps),
    slack: sendSlack(deps),
    email: sendEmail(deps),
  };
  return (channel, delivery) => ways[channel.kind](channel, delivery);
}
