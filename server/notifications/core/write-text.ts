import type { Message } from '../model/delivery';
import type { NotificationEvent, Wanted } from '../model/event';
import { eventLink } from './event-link';
import { PHRASES, type Phrases } from './phrases';

/** Lines of each part; a mail of a thousand lines is read by nobody, and the console has them all. */
const SHOWN = 50;

export type Written = { subject: string; text: string };
/** How a line ends: with the address alone, or as a markup has it. */
type Markup = { text(plain: string): string; link(address: string, text: string): string };

const PLAIN: Markup = { text: (plain) => plain, link: (address, text) => `${text}\n  ${address}` };

/** A message as people read it, in the language and time zone of its rule. */
export function writeText(message: Message, origin: string, markup = PLAIN): Written {
  const { language, timeZone, began, ended, rule } = message;
  const phrases = PHRASES[language];
  if (rule === null) return { subject: `[Portolan] ${phrases.test.subject}`, text: markup.text(phrases.test.text) };
  const moment = momentsIn(language, timeZone);
  const line = (event: NotificationEvent) => {
    const what = `${phrases.kinds[event.kind]}: ${nameOf(event, phrases)}`;
    const said = markup.text(`${what}, ${whenOf(event, phrases, moment)}`);
    return `- ${markup.link(eventLink(origin, event), said)}`;
  };
  const part = (title: string, events: readonly NotificationEvent[]) => {
    if (events.length === 0) return [];
    const rest = events.length - SHOWN;
    const more = rest > 0 ? [`- ${phrases.more(rest)}: ${origin}`] : [];
    return [`${title}:`, ...events.slice(0, SHOWN).map(line), ...more, ''];
  };
  const text = [...part(phrases.began, began), ...part(phrases.ended, ended), markup.text(phrases.told(rule))].join(
    '\n',
  );
  return {
    subject: `[Portolan] ${phrases.subject(began.length, ended.length)}${first([...began, ...ended], phrases)}`,
    text,
  };
}

function whenOf({ since, due, endedAt }: NotificationEvent, phrases: Phrases, moment: (instant: string) => string) {
  if (endedAt !== null) return phrases.between(moment(since), moment(endedAt));
  return due === null ? phrases.since(moment(since)) : phrases.due(moment(due));
}

/** What it is about when it is one thing. */
const first = (events: readonly NotificationEvent[], phrases: Phrases) =>
  events.length === 1 && events[0] ? `: ${nameOf(events[0], phrases)}` : '';

/** `prod-1`, or `prod-1 shop/Deployment web`, or who asks for what. */
function nameOf({ cluster, namespace, object, wanted }: NotificationEvent, phrases: Phrases): string {
  if (wanted !== null) return phrases.wants(wanted.person, wanted.role, placeOf(wanted.scope, phrases));
  if (object === null) return cluster ?? 'Portolan';
  return `${cluster ?? 'Portolan'} ${namespace === null ? '' : `${namespace}/`}${object.kind} ${object.name}`;
}

/** Clusters, namespaces and environments of a scope, as far as it names any. */
function placeOf({ clusters, namespaces, environments }: Wanted['scope'], { everywhere }: Phrases): string {
  const named =
    clusters.by === 'name'
      ? clusters.names
      : clusters.by === 'label'
        ? Object.entries(clusters.labels).map(([key, value]) => `${key}=${value}`)
        : [];
  const parts = [named, namespaces ?? [], environments ?? []].filter(({ length }) => length > 0);
  return parts.length === 0 ? everywhere : parts.map((names) => few(names)).join(' / ');
}

const FEW = 5;
const few = (names: readonly string[]) => `${names.slice(0, FEW).join(', ')}${names.length > FEW ? ', …' : ''}`;

function momentsIn(language: string, timeZone: string): (instant: string) => string {
  const format = new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'medium', timeStyle: 'long' });
  return (instant) => format.format(new Date(instant));
}
