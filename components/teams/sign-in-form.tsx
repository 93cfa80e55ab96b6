'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '../ui/button';
import { CodeBlock } from '../ui/code-block';
import { FailureNotice } from '../ui/failure-notice';
import { nextPath } from './next-path';
import { tokenInFragment } from './token-in-fragment';

type Refusal = 'unknown-link' | 'refused' | 'offline';
const FORBIDDEN = 403;
const SERVER_FAULT = 500;
type State = { step: 'reading' | 'noLink' | 'ready' | 'busy'; refusal?: Refusal };

/** The one-time link of the first administrator: its token is in the fragment, which no server or log ever sees. */
export function SignInForm() {
  const t = useTranslations('shell.signIn');
  const [state, setState] = useState<State>({ step: 'reading' });
  useEffect(() => {
    if (tokenInFragment(window.location.hash)) setState({ step: 'ready' });
    else void isSignedIn().then((yes) => (yes ? goOn() : setState({ step: 'noLink' })));
  }, []);
  const submit = async () => {
    const token = tokenInFragment(window.location.hash);
    if (token === undefined) return setState({ step: 'noLink' });
    setState({ step: 'busy' });
    const refusal = await exchange(token);
    if (refusal === undefined) goOn();
    else setState({ step: refusal === 'unknown-link' ? 'noLink' : 'ready', refusal });
  };
  return (
    <div className="flex min-h-24 flex-col gap-4">
      {state.refusal && (
        <FailureNotice
          failure={{ title: t(`refused.${state.refusal}.title`), next: t(`refused.${state.refusal}.next`) }}
        />
      )}
      {(state.step === 'ready' || state.step === 'busy') && (
        <>
          <p className="text-sm text-ink-soft">{t('ready')}</p>
          <Button look="primary" size="lg" disabled={state.step === 'busy'} onClick={() => void submit()}>
            {t('button')}
          </Button>
        </>
      )}
      {state.step === 'noLink' && (
        <>
          <p className="text-sm text-ink-soft">{t('noLink')}</p>
          <CodeBlock code="npm start" />
          <p className="text-xs text-ink-faint">{t('noLinkMore')}</p>
        </>
      )}
    </div>
  );
}

/** To the page that was asked for before the sign-in. */
const goOn = () => window.location.replace(nextPath(new URLSearchParams(window.location.search).get('next')));

/** A strict cookie does not come along when a link on another site leads here; asked from our own page it does. */
async function isSignedIn(): Promise<boolean> {
  const answer = await fetch('/api/trpc/teams.me', { headers: { 'x-portolan': '1' } }).catch(() => undefined);
  return answer?.ok === true;
}

/** Trades the token for a session cookie; gives why not, or undefined when it worked. */
async function exchange(token: string): Promise<Refusal | undefined> {
  try {
    const answer = await fetch('/api/auth/link', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-portolan': '1' },
      body: JSON.stringify({ token }),
    });
    if (answer.ok) return undefined;
    if (answer.status >= SERVER_FAULT) return 'offline';
    return answer.status === FORBIDDEN ? 'refused' : 'unknown-link';
  } catch {
    return 'offline';
  }
}
