import type { WebSocket } from 'ws';
import type { LogLine, LogNews } from '~/server/objects/model/stream';

/** Unsent bytes of a browser above which lines are dropped and counted. */
const MOST_WAITING = 2 * 1024 * 1024;
const MOST_LINES = 500;
const PACE_MS = 100;

/** Tells a browser of logs at its own pace: what it cannot take is dropped and told as a number, so that it costs the hub nothing. */
export function createPacedNews(socket: WebSocket) {
  const waiting = new Map<number, LogLine[]>();
  let dropped = 0;
  const tell = (news: LogNews) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(news));
  };
  const flush = (of: number) => {
    const lines = waiting.get(of) ?? [];
    waiting.delete(of);
    if (lines.length === 0) return;
    if (socket.bufferedAmount > MOST_WAITING) dropped += lines.length;
    else tell({ type: 'lines', of, lines });
  };
  const flushAll = () => {
    for (const of of [...waiting.keys()]) flush(of);
    if (dropped === 0 || socket.bufferedAmount > MOST_WAITING) return;
    tell({ type: 'dropped', lines: dropped });
    dropped = 0;
  };
  const timer = setInterval(flushAll, PACE_MS);
  return {
    tell,
    lines: (of: number, lines: readonly LogLine[]) => {
      const before = waiting.get(of) ?? [];
      before.push(...lines);
      waiting.set(of, before);
      if (before.length >= MOST_LINES) flush(of);
    },
    /** After the lines that were told of it before. */
    restarted: (of: number, at: string) => {
      flush(of);
      tell({ type: 'restarted', of, at });
    },
    stop: () => {
      clearInterval(timer);
      flushAll();
    },
  };
}

export type PacedNews = ReturnType<typeof createPacedNews>;
