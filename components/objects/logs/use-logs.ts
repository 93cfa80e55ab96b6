'use client';
import { useEffect, useRef, useState } from 'react';
import type { LogNews, OpenLogs } from '~/server/objects/model/stream';
import { openStream } from '../open-stream';
import { createLogStore, type Source, type StoredLine } from './log-store';

export type LogsAsked = Omit<OpenLogs, 'open'>;
export type LogsShown = {
  sources: readonly Source[];
  lines: readonly StoredLine[];
  /** Lines that were left out: by the hub for a slow browser, and here for want of room. */
  dropped: number;
  forgotten: number;
  failures: readonly { cluster: string; pod: string | null; detail: string }[];
  isLimited: boolean;
  end: Extract<LogNews, { type: 'ended' }> | undefined;
};

const NOTHING: LogsShown = {
  ...{ sources: [], lines: [], dropped: 0, forgotten: 0, failures: [], isLimited: false, end: undefined },
};
const DRAW_MS = 150;
const GONE = { type: 'ended', why: 'broken', detail: '' } as const;

/** Logs as they come, drawn a few times a second; while it is paused what comes is kept and not shown. */
export function useLogs(asked: LogsAsked, isPaused: boolean): LogsShown {
  const [shown, setShown] = useState(NOTHING);
  const paused = useRef(isPaused);
  paused.current = isPaused;
  const key = JSON.stringify(asked);
  useEffect(() => {
    const store = createLogStore();
    let facts = NOTHING;
    let isFresh = true;
    const take = (news: LogNews) => {
      isFresh = true;
      if (news.type === 'lines') store.add(news.of, news.lines);
      else if (news.type === 'restarted') store.restart(news.of, news.at);
      else facts = factsAfter(facts, news);
    };
    const stream = openStream<LogNews>(
      { open: 'logs', ...(JSON.parse(key) as LogsAsked) },
      { onNews: take, onGone: () => facts.end ?? take(GONE) },
    );
    const draw = () => {
      if (!isFresh || paused.current) return;
      isFresh = false;
      setShown({ ...facts, lines: [...store.lines()], forgotten: store.forgotten() });
    };
    draw();
    const drawing = setInterval(draw, DRAW_MS);
    return () => {
      clearInterval(drawing);
      stream.close();
    };
  }, [key]);
  return shown;
}

function factsAfter(facts: LogsShown, news: Exclude<LogNews, { type: 'lines' | 'restarted' }>): LogsShown {
  switch (news.type) {
    case 'container':
      return { ...facts, sources: [...facts.sources, news] };
    case 'dropped':
      return { ...facts, dropped: facts.dropped + news.lines };
    case 'failed':
      return { ...facts, failures: [...facts.failures, news] };
    case 'limited':
      return { ...facts, isLimited: true };
    case 'ended':
      return { ...facts, end: news };
  }
}
