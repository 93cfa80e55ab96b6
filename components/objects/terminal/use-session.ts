'use client';
import type { Terminal } from '@xterm/xterm';
import { useEffect, useState } from 'react';
import { CHANNEL, type EndReason, type OpenTerminal, type TerminalNews } from '~/server/objects/model/stream';
import { openStream } from '../open-stream';

/** How a session is; `broken` without a detail: the hub could not be reached. */
export type SessionState =
  | { is: 'opening' }
  | { is: 'open'; ranAs: 'person' | 'hub'; recording: boolean }
  | { is: 'ended'; why: EndReason; detail: string; code: number | null };

type Asked = Omit<OpenTerminal, 'open' | 'size'>;

/** A session of a terminal, from when it is asked for to its end. `attempt` counts: another one opens a new session. */
export function useSession(terminal: Terminal | undefined, asked: Asked | undefined, attempt: number): SessionState {
  const [state, setState] = useState<SessionState>({ is: 'opening' });
  const key = asked && JSON.stringify([asked, attempt]);
  useEffect(() => {
    if (!terminal || key === undefined) return;
    const [opening] = JSON.parse(key) as [Asked, number];
    const size = { columns: terminal.cols, rows: terminal.rows };
    setState({ is: 'opening' });
    terminal.reset();
    const stream = openStream<TerminalNews>(
      { open: 'terminal', ...opening, size },
      {
        onNews: (news) => {
          if (news.type === 'opened') setState({ is: 'open', ranAs: news.ranAs, recording: news.recording });
          else setState({ is: 'ended', why: news.why, detail: news.detail, code: news.code });
        },
        onBytes: (bytes) => terminal.write(bytes.subarray(1)),
        onGone: () =>
          setState((now) => (now.is === 'ended' ? now : { is: 'ended', why: 'broken', detail: '', code: null })),
      },
    );
    const typed = terminal.onData((text) => stream.send(framed(CHANNEL.stdin, text)));
    const resized = terminal.onResize(({ cols, rows }) =>
      stream.send(framed(CHANNEL.resize, JSON.stringify({ Width: cols, Height: rows }))),
    );
    terminal.focus();
    return () => {
      typed.dispose();
      resized.dispose();
      stream.close();
    };
  }, [terminal, key]);
  return state;
}

function framed(channel: number, text: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(text);
  const frame = new Uint8Array(bytes.length + 1);
  frame[0] = channel;
  frame.set(bytes, 1);
  return frame;
}
