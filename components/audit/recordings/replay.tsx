'use client';
import { Download, Pause, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { RecordingDetail } from '~/server/audit/model/recording';
import { QueryFailure } from '../../trpc/failure-text';
import { Button } from '../../ui/button';
import { Select } from '../../ui/select';
import { useTerminal } from '../../ui/terminal/use-terminal';
import { parseCast } from './cast';
import { useCastText } from './use-cast';
import { type Player, usePlayer } from './use-player';

const SPEEDS = ['0.5', '1', '2', '4', '8'];

/** Plays one recording. */
export function Replay({ recording }: { recording: RecordingDetail }) {
  const t = useTranslations('sessions.replay');
  const text = useCastText(recording);
  const cast = useMemo(() => (text.data === undefined ? undefined : parseCast(text.data)), [text.data]);
  const [place, terminal] = useTerminal({ fits: false, reads: false, label: t('label', { pod: recording.pod }) });
  const player = usePlayer(terminal, cast);
  return (
    <div className="flex min-w-0 flex-col overflow-hidden rounded-md border border-line-strong">
      {text.error && <QueryFailure error={text.error} onRetry={() => void text.refetch()} />}
      <div ref={place} className="min-h-96 overflow-auto bg-[#0a141f] p-2" />
      <div className="flex flex-wrap items-center gap-3 border-t border-line bg-sheet px-3 py-2">
        <Controls player={player} seconds={cast?.seconds ?? 0} />
        <span className="text-xs text-ink-faint">{text.isPending ? t('loading') : t('idle')}</span>
        <Button
          className="ml-auto"
          disabled={text.data === undefined}
          onClick={() => saveCast(recording.id, text.data ?? '')}
        >
          <Download className="size-3.5" />
          {t('export')}
        </Button>
      </div>
    </div>
  );
}

function Controls({ player, seconds }: { player: Player; seconds: number }) {
  const t = useTranslations('sessions.replay');
  const { second, isPlaying, speed, setSpeed, toggle, seek } = player;
  return (
    <>
      <Button look="primary" onClick={toggle}>
        {isPlaying ? <Pause className="size-3.5" /> : <Play className="size-3.5" />}
        {isPlaying ? t('pause') : t('play')}
      </Button>
      <input
        type="range"
        aria-label={t('position')}
        className="w-64 accent-accent"
        min={0}
        max={seconds}
        step={0.1}
        value={second}
        onChange={(event) => seek(Number(event.target.value))}
      />
      <span className="text-xs text-ink-soft tabular-nums">
        {clock(second)} / {clock(seconds)}
      </span>
      <Select
        aria-label={t('speed')}
        className="w-auto!"
        value={String(speed)}
        options={SPEEDS.map((value) => ({ value, label: `${value}×` }))}
        onChange={(value) => setSpeed(Number(value))}
      />
    </>
  );
}

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

function saveCast(id: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/x-asciicast' }));
  Object.assign(document.createElement('a'), { href: url, download: `${id}.cast` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
