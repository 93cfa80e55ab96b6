'use client';
import type { Terminal } from '@xterm/xterm';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Cast, type CastMoment, momentsUntil, sizeOf } from './cast';

const TICK_MS = 50;

export type Player = {
  second: number;
  isPlaying: boolean;
  speed: number;
  setSpeed(speed: number): void;
  toggle(): void;
  seek(second: number): void;
};

/** Plays a recording into a terminal: forwards as it was shown, backwards from its begin. */
export function usePlayer(terminal: Terminal | undefined, cast: Cast | undefined): Player {
  const [second, setSecond] = useState(0);
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(1);
  const shown = useRef(0);
  const position = useRef(0);
  const seek = useCallback(
    (to: number) => {
      if (!terminal || !cast) return;
      const until = momentsUntil(cast.moments, to);
      if (until < shown.current) begin(terminal, cast);
      const from = until < shown.current ? 0 : shown.current;
      for (const moment of cast.moments.slice(from, until)) show(terminal, moment);
      shown.current = until;
      position.current = Math.min(to, cast.seconds);
      setSecond(position.current);
    },
    [terminal, cast],
  );
  useEffect(() => {
    if (!terminal || !cast) return;
    // a recording that grew while it was played goes on where it is
    if (shown.current === 0) begin(terminal, cast);
    setPlaying(true);
  }, [terminal, cast]);
  useEffect(() => {
    if (!isPlaying || !cast) return;
    let at = performance.now();
    const timer = setInterval(() => {
      const passed = performance.now() - at;
      at += passed;
      seek(position.current + (passed / 1000) * speed);
      if (position.current >= cast.seconds) setPlaying(false);
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [isPlaying, speed, seek, cast]);
  const toggle = () => {
    if (!isPlaying && cast && second >= cast.seconds) seek(0);
    setPlaying(!isPlaying);
  };
  const jump = (to: number) => {
    setPlaying(false);
    seek(to);
  };
  return { second, isPlaying, speed, setSpeed, toggle, seek: jump };
}

function show(terminal: Terminal, { code, data }: CastMoment): void {
  if (code === 'o') terminal.write(data);
  const size = code === 'r' ? sizeOf(data) : undefined;
  if (size) terminal.resize(...size);
}

function begin(terminal: Terminal, { width, height }: Cast): void {
  terminal.reset();
  terminal.resize(width, height);
}
