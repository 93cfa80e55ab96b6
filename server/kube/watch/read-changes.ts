import type { CutPath } from '~/server/kube/list/cut-paths';
import type { WatchEvent } from '~/server/kube/member-client';
import { readEvent, type WatchLine } from './read-event';

export type StreamEnd = Extract<WatchLine, { kind: 'error' | 'garbled' }>;

/** Changes in order, the version that is reached with them, and what ended the stream after them, if anything did. */
export type Changes = { events: WatchEvent[]; version?: string; end?: StreamEnd };

export function readChanges(lines: Buffer[], without?: CutPath[]): Changes {
  const events: WatchEvent[] = [];
  let version: string | undefined;
  for (const line of lines) {
    const said = readEvent(line, without);
    if (said.kind === 'error' || said.kind === 'garbled') return { events, ...reached(version), end: said };
    if (said.kind === 'change') events.push(said.event);
    version = said.kind === 'change' ? said.event.object.metadata.resourceVersion : said.resourceVersion;
  }
  return { events, ...reached(version) };
}

const reached = (version: string | undefined) => (version === undefined ? {} : { version });
