'use client';
import { CircleDot, RotateCcw, SquareTerminal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ObjectRef } from '~/server/objects/model/ref';
import { Button } from '../../ui/button';
import { useTerminal } from '../../ui/terminal/use-terminal';
import { type SessionChoice, SessionFields } from '../session-fields';
import { type SessionState, useSession } from './use-session';

type TerminalPanelProps = { target: ObjectRef; containers: string[] };
type Asked = SessionChoice & { attempt: number };

/** A shell in a container. Nothing runs until it is opened on purpose; that it is recorded stands beside it all the time. */
export function TerminalPanel({ target, containers }: TerminalPanelProps) {
  const t = useTranslations('sessions.terminal');
  const [choice, setChoice] = useState<SessionChoice>({ container: containers[0] ?? '', reason: '' });
  const [asked, setAsked] = useState<Asked>();
  const open = () => setAsked({ ...choice, attempt: (asked?.attempt ?? 0) + 1 });
  return (
    <div className="flex min-h-112 flex-1 flex-col">
      <div className="flex flex-wrap items-center gap-2 px-6 py-3">
        <SessionFields containers={containers} choice={choice} onChange={setChoice} />
        <Button look="primary" onClick={open}>
          {asked ? <RotateCcw className="size-3.5" /> : <SquareTerminal className="size-3.5" />}
          {asked ? t('openAgain') : t('open')}
        </Button>
        {!asked && <p className="text-xs text-ink-soft">{t('recorded')}</p>}
        {asked && <p className="ml-auto text-xs text-ink-faint">{t('hint')}</p>}
      </div>
      {asked ? (
        <Screen key={asked.attempt} target={target} asked={asked} />
      ) : (
        <div className="mx-6 mb-6 flex flex-1 items-center justify-center rounded-md border border-dashed border-line-strong text-sm text-ink-faint">
          {t('closed', { pod: target.name })}
        </div>
      )}
    </div>
  );
}

function Screen({ target, asked }: { target: ObjectRef; asked: Asked }) {
  const t = useTranslations('sessions.terminal');
  const [place, terminal] = useTerminal({ fits: true, reads: true, label: t('label', { pod: target.name }) });
  const { cluster, namespace = '', name: pod } = target;
  const { container, reason, attempt } = asked;
  const session = useSession(terminal, { cluster, namespace, pod, container, reason }, attempt);
  return (
    <div className="mx-6 mb-6 flex min-h-0 flex-1 flex-col overflow-hidden rounded-md border border-line-strong bg-[#0a141f]">
      <SessionLine state={session} />
      <div ref={place} className="min-h-96 flex-1 p-2" />
    </div>
  );
}

/** How the session is, in words: also for those who do not see the screen. */
function SessionLine({ state }: { state: SessionState }) {
  const t = useTranslations('sessions.terminal');
  return (
    <p
      role="status"
      className="flex items-center gap-2 border-b border-[#1e3041] bg-[#101d2b] px-3 py-1.5 text-xs text-[#b1c0cd]"
    >
      {state.is === 'opening' && t('opening')}
      {state.is === 'open' && (
        <>
          <CircleDot aria-hidden className={state.recording ? 'size-3 text-[#ff9c94]' : 'size-3'} />
          {state.recording ? t('isRecorded') : t('isNotRecorded')}
          <span className="ml-auto">{t(`ranAs.${state.ranAs}`)}</span>
        </>
      )}
      {state.is === 'ended' && (
        <span className="text-[#f0bd63]">
          {t(`ended.${state.why}`, { code: state.code ?? 0 })} {state.code === null && state.detail}
        </span>
      )}
    </p>
  );
}
