'use client';
import '@xterm/xterm/css/xterm.css';
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { TERMINAL_THEME } from './terminal-theme';

type Options = {
  /** Follows the room that it has; without it the size is set by whoever writes to it. */
  fits: boolean;
  /** Whether one can type into it. */
  reads: boolean;
  label: string;
};

/** A terminal in the element that gets the ref; undefined until it stands there. */
export function useTerminal({ fits, reads, label }: Options): [RefObject<HTMLDivElement | null>, Terminal | undefined] {
  const place = useRef<HTMLDivElement>(null);
  const [terminal, setTerminal] = useState<Terminal>();
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const made = new Terminal({
      ...{ theme: TERMINAL_THEME, fontSize: 13, lineHeight: 1.25, scrollback: 5000, screenReaderMode: true },
      ...{ cursorBlink: reads, disableStdin: !reads, convertEol: !reads },
      fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    });
    const fit = new FitAddon();
    made.loadAddon(fit);
    made.open(element);
    made.textarea?.setAttribute('aria-label', label);
    const observer = new ResizeObserver(() => fit.fit());
    if (fits) {
      fit.fit();
      observer.observe(element);
    }
    setTerminal(made);
    return () => {
      observer.disconnect();
      made.dispose();
      setTerminal(undefined);
    };
  }, [fits, reads, label]);
  return [place, terminal];
}
