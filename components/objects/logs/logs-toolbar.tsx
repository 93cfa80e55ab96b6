'use client';
import { ArrowDownToLine, Download, Pause, Play, WrapText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '../../ui/button';
import { cn } from '../../ui/cn';
import { IconButton } from '../../ui/icon-button';
import { Input } from '../../ui/input';
import { Select } from '../../ui/select';
import { SINCE_CHOICES, type Since } from './since';

type LogsToolbarProps = {
  container: string;
  containers: string[];
  setContainer: (container: string) => void;
  since: Since;
  setSince: (since: Since) => void;
  isPrevious: boolean;
  setPrevious: (isPrevious: boolean) => void;
  follows: boolean;
  setFollows: (follows: boolean) => void;
  wraps: boolean;
  setWraps: (wraps: boolean) => void;
  isPaused: boolean;
  setPaused: (isPaused: boolean) => void;
  search: { text: string; set: (text: string) => void; matches: number; step: () => void };
  onJump: (clock: string) => void;
  onDownload: () => void;
};

const on = (isOn: boolean) => cn(isOn && 'border-signal/60! bg-signal-soft!');

/** What of the logs is shown, and how. */
export function LogsToolbar(props: LogsToolbarProps) {
  const t = useTranslations('sessions.logs');
  const { container, containers, setContainer, since, setSince, isPrevious, setPrevious } = props;
  return (
    <div className="flex flex-wrap items-center gap-2 px-6 py-3">
      {containers.length > 1 && (
        <Select
          aria-label={t('container')}
          className="w-auto!"
          value={container}
          options={[
            { value: '', label: t('allContainers') },
            ...containers.map((name) => ({ value: name, label: name })),
          ]}
          onChange={setContainer}
        />
      )}
      <Select
        aria-label={t('since')}
        className="w-auto!"
        value={since}
        options={SINCE_CHOICES.map((value) => ({ value, label: t(`sinceChoice.${value}`) }))}
        onChange={(value) => setSince(value as Since)}
      />
      <Button
        aria-pressed={isPrevious}
        title={t('previousHint')}
        className={on(isPrevious)}
        onClick={() => setPrevious(!isPrevious)}
      >
        {t('previous')}
      </Button>
      <Search {...props.search} />
      <Input
        aria-label={t('jump')}
        title={t('jump')}
        type="time"
        step="1"
        className="w-32!"
        onChange={(event) => event.target.value !== '' && props.onJump(event.target.value)}
      />
      <span className="ml-auto flex items-center gap-2">
        <Flow {...props} />
        <IconButton label={t('download')} icon={<Download />} side="bottom-end" onClick={props.onDownload} />
      </span>
    </div>
  );
}

function Search({ text, set, matches, step }: LogsToolbarProps['search']) {
  const t = useTranslations('sessions.logs');
  return (
    <span className="flex items-center gap-2">
      <Input
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        className="w-56!"
        value={text}
        onChange={(event) => set(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && step()}
      />
      {text !== '' && (
        <span role="status" className="text-xs text-ink-soft tabular-nums">
          {t('matches', { count: matches })}
        </span>
      )}
    </span>
  );
}

function Flow({ follows, setFollows, wraps, setWraps, isPaused, setPaused }: LogsToolbarProps) {
  const t = useTranslations('sessions.logs');
  return (
    <>
      <Button aria-pressed={follows} className={on(follows)} onClick={() => setFollows(!follows)}>
        <ArrowDownToLine className="size-3.5" />
        {t('follow')}
      </Button>
      <Button aria-pressed={isPaused} className={on(isPaused)} onClick={() => setPaused(!isPaused)}>
        {isPaused ? <Play className="size-3.5" /> : <Pause className="size-3.5" />}
        {isPaused ? t('resume') : t('pause')}
      </Button>
      <IconButton
        label={t('wrap')}
        icon={<WrapText />}
        aria-pressed={wraps}
        className={cn(wraps && 'bg-signal-soft text-signal')}
        onClick={() => setWraps(!wraps)}
      />
    </>
  );
}
