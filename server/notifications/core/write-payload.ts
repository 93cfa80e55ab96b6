import type { Message } from '../model/delivery';
import type { NotificationEvent } from '../model/event';
import { eventLink } from './event-link';
import { writeText } from './write-text';

/** Events of each part in one body. */
const MOST = 200;

/** What a webhook receives. Its fields are only ever added to. */
export function webhookBody(id: string, message: Message, origin: string): string {
  const { rule, team, began, ended } = message;
  const events = (list: NotificationEvent[]) => list.slice(0, MOST).map((event) => told(event, origin));
  return JSON.stringify({
    version: 1,
    id,
    test: rule === null,
    rule,
    team,
    counts: { began: began.length, ended: ended.length },
    began: events(began),
    ended: events(ended),
    ...writeText(message, origin),
  });
}

const told = (event: NotificationEvent, origin: string) => {
  const { id, kind, cluster, namespace, object, wanted, reason, since, due, endedAt } = event;
  return {
    ...{ id, kind, cluster, namespace, wanted, reason, since, due, endedAt },
    object: object && { kind: object.kind, name: object.name },
    link: eventLink(origin, event),
  };
};

/** https://api.slack.com/reference/surfaces/formatting#escaping: a name must not become a link or call everyone. */
const escapeSlack = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const MARKUP = { text: escapeSlack, link: (address: string, text: string) => `<${escapeSlack(address)}|${text}>` };

/** What a Slack-compatible webhook receives. */
export function slackBody(message: Message, origin: string): string {
  const { subject, text } = writeText(message, origin, MARKUP);
  return JSON.stringify({ text: `*${escapeSlack(subject)}*\n${text}` });
}
