'use client';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { cn } from '../../ui/cn';
import { findIn, type Source, type StoredLine } from './log-store';

const ROW = 20;
const AROUND = 20;
/** Lines that are broken have no known height: so many of the newest are laid out whole. */
const MOST_WRAPPED = 1000;
const HUES = [250, 30, 150, 310, 80, 200, 350, 110];

/** One colour for a container, light or dark as the theme is; it never says anything alone, the name stands beside it. */
export const colourOf = (of: number): string => {
  const hue = HUES[of % HUES.length];
  return `light-dark(oklch(0.45 0.13 ${hue}), oklch(0.8 0.11 ${hue}))`;
};

type LogRowsProps = {
  label: string;
  lines: readonly StoredLine[];
  sources: readonly Source[];
  wanted: string;
  wraps: boolean;
  /** Stays at the newest line. */
  sticks: boolean;
  onLeave: () => void;
  /** The line to bring into view; counts up so that the same one can be asked for again. */
  goTo: { line: number; time: number } | undefined;
};

/** Lines that are in view, and a few around them. */
export function LogRows({ label, lines, sources, wanted, wraps, sticks, onLeave, goTo }: LogRowsProps) {
  const place = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new line moves the end
  useEffect(() => {
    const element = place.current;
    if (element && sticks) element.scrollTop = element.scrollHeight;
  }, [lines, sticks, wraps]);
  useEffect(() => {
    if (goTo && place.current) place.current.scrollTop = goTo.line * ROW - place.current.clientHeight / 2;
  }, [goTo]);
  const onScroll = () => {
    const element = place.current;
    if (!element) return;
    setView({ top: element.scrollTop, height: element.clientHeight });
    if (sticks && element.scrollHeight - element.scrollTop - element.clientHeight > 3 * ROW) onLeave();
  };
  const first = wraps ? Math.max(0, lines.length - MOST_WRAPPED) : Math.max(0, Math.floor(view.top / ROW) - AROUND);
  const last = wraps ? lines.length : Math.ceil((view.top + view.height) / ROW) + AROUND;
  const rows = lines.slice(first, last);
  const isPlain = new Set(sources.map(({ container }) => container)).size === 1;
  const clusters = [...new Set(sources.map(({ cluster }) => cluster))];
  return (
    <section
      ref={place}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
      tabIndex={0}
      aria-label={label}
      onScroll={onScroll}
      className="min-h-96 flex-1 overflow-auto bg-sheet"
    >
      <div style={wraps ? {} : { height: lines.length * ROW, position: 'relative' }}>
        <ol
          className={cn('font-mono text-xs', !wraps && 'absolute w-max min-w-full')}
          style={wraps ? {} : { top: first * ROW }}
        >
          {rows.map((line) => (
            <Row
              key={line.id}
              line={line}
              source={sources[line.of]}
              wanted={wanted}
              wraps={wraps}
              isWide={sources.length > 1}
              isPlain={isPlain}
              clusters={clusters}
            />
          ))}
        </ol>
      </div>
    </section>
  );
}

/** `isPlain`: all are the same container of several pods, and need not say which. */
type RowProps = {
  isPlain: boolean;
  /** A column says of which it is where there are several. */
  clusters: readonly string[];
  line: StoredLine;
  source: Source | undefined;
  wanted: string;
  wraps: boolean;
  isWide: boolean;
};

function Row({ line, source, wanted, wraps, isWide, isPlain, clusters }: RowProps) {
  const name = source ? `${source.pod}/${source.container}` : '';
  const shown = isPlain ? (source?.pod ?? '') : name;
  return (
    <li className={cn('flex gap-3 px-6 leading-5 hover:bg-hover', wraps ? '[content-visibility:auto]' : 'h-5')}>
      <time className="shrink-0 text-ink-faint tabular-nums" dateTime={line.at} title={line.at}>
        {clockOf(line.at)}
      </time>
      {clusters.length > 1 && source && (
        <span
          className="w-32 shrink-0 truncate"
          style={{ color: colourOf(clusters.indexOf(source.cluster)) }}
          title={source.cluster}
        >
          {source.cluster}
        </span>
      )}
      {isWide && (
        <span
          className="w-56 shrink-0 truncate"
          style={{ color: colourOf(line.of) }}
          title={`${source?.cluster} ${name}`}
        >
          {shown}
        </span>
      )}
      {line.isRestart ? (
        <RestartMark at={line.at} />
      ) : (
        <span className={wraps ? 'min-w-0 break-all whitespace-pre-wrap' : 'whitespace-pre'}>
          {highlighted(line.text, wanted)}
        </span>
      )}
    </li>
  );
}

function RestartMark({ at }: { at: string }) {
  const t = useTranslations('sessions.logs');
  return <span className="font-sans text-degraded">— {t('restarted', { at: clockOf(at) })} —</span>;
}

const clockOf = (at: string) => at.slice(11, 23).replace(/Z$/, '');

function highlighted(text: string, wanted: string): ReactNode {
  const places = findIn(text, wanted);
  if (places.length === 0) return text;
  const parts: ReactNode[] = [];
  let done = 0;
  for (const [from, to] of places) {
    parts.push(
      text.slice(done, from),
      <mark key={from} className="bg-signal-soft text-signal">
        {text.slice(from, to)}
      </mark>,
    );
    done = to;
  }
  return [...parts, text.slice(done)];
}
