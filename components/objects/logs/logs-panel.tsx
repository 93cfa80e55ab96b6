'use client';
import { useTranslations } from 'next-intl';
import { type ReactNode, useMemo, useState } from 'react';
import type { LogSource } from '~/server/objects/model/stream';
import { useUrlParameter } from '../../ui/use-url-state';
import { LogNotices } from './log-notices';
import { LogRows } from './log-rows';
import { findIn, lineAt } from './log-store';
import { LogsToolbar } from './logs-toolbar';
import { SINCE, type Since } from './since';
import { type LogsAsked, useLogs } from './use-logs';

const TAIL = 1000;

type LogsPanelProps = { sources: LogSource[]; containers: string[]; name: string; picker?: ReactNode };

/** The logs of containers, merged by time as they come. */
export function LogsPanel({ sources, containers, name, picker }: LogsPanelProps) {
  const t = useTranslations('sessions.logs');
  const [container, setContainer] = useState('');
  const [since, setSince] = useState<Since>('all');
  const [isPrevious, setPrevious] = useState(false);
  const [follows, setFollows] = useState(true);
  const [wraps, setWraps] = useState(false);
  const [isPaused, setPaused] = useState(false);
  const [wanted, setWanted] = useUrlParameter('find');
  const [goTo, setGoTo] = useState<{ line: number; time: number }>();
  const asked: LogsAsked = {
    ...{ sources, follow: true, previous: isPrevious, tailLines: TAIL },
    ...(container === '' ? {} : { container }),
    ...(SINCE[since] === undefined ? {} : { sinceSeconds: SINCE[since] }),
  };
  const shown = useLogs(asked, isPaused);
  const { lines } = shown;
  const text = wanted ?? '';
  const matches = useMemo(() => matchingLines(lines, text), [lines, text]);
  const show = (line: number) => {
    setFollows(false);
    setGoTo({ line, time: performance.now() });
  };
  const step = () => {
    const next = matches.find((line) => line > (goTo?.line ?? -1)) ?? matches[0];
    if (next !== undefined) show(next);
  };
  return (
    <div className="flex h-[calc(100dvh-10.5rem)] min-h-112 flex-col">
      <LogsToolbar
        {...{ container, containers, setContainer, since, setSince, isPrevious, setPrevious }}
        {...{ follows, setFollows, wraps, setWraps, isPaused, setPaused }}
        search={{ text, set: (next) => setWanted(next === '' ? null : next), matches: matches.length, step }}
        onJump={(clock) => show(lineAt(lines, momentOf(clock, lines.at(-1)?.at)))}
        onDownload={() => save(name, shown)}
      />
      {picker}
      <LogNotices shown={shown} />
      <LogRows
        label={t('label', { name })}
        sources={shown.sources}
        sticks={follows && !isPaused}
        onLeave={() => setFollows(false)}
        wanted={text}
        {...{ lines, wraps, goTo }}
      />
    </div>
  );
}

const matchingLines = (lines: readonly { text: string }[], wanted: string): number[] =>
  wanted === '' ? [] : lines.flatMap(({ text }, index) => (findIn(text, wanted).length > 0 ? [index] : []));

/** A time of day on the day of the newest line, in UTC as the lines themselves are. */
const momentOf = (clock: string, newest: string | undefined) =>
  `${(newest ?? new Date().toISOString()).slice(0, 10)}T${clock}`;

/** What is in the page, as a file. */
function save(name: string, { lines, sources }: ReturnType<typeof useLogs>): void {
  const rows = lines.map(
    ({ at, of, text }) => `${at} ${sources[of]?.cluster}/${sources[of]?.pod}/${sources[of]?.container} ${text}\n`,
  );
  const url = URL.createObjectURL(new Blob(rows, { type: 'text/plain' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: `${name}.log` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
