'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '../ui/button';
import { CodeBlock } from '../ui/code-block';
import { FailureNotice } from '../ui/failure-notice';
import { tokenInFragment } from './token-in-fragment';

const REFUSALS = ['used', 'expired', 'wrong'] as const;
type Refusal = (typeof REFUSALS)[number] | 'offline';
type State = { step: 'reading' | 'noLink' | 'ready' | 'busy'; refusal?: Refusal };

/** The one-time link of the first administrator: its token is in the fragment, which no server or log ever sees. */
export function SignInForm() {
  const t = useTranslations('shell.signIn');
  const [state, setState] = useState<State>({ step: 'reading' });
  useEffect(() => setState({ step: tokenInFragment(window.location.hash) ? 'ready' : 'noLink' }), []);
  const submit = async () => {
    const token = tokenInFragment(window.location.hash);
    if (token === undefined) return setState({ step: 'noLink' });
    setState({ step: 'busy' });
    const refusal = await exchange(token);
    if (refusal === undefined) window.location.replace('/');
    else setState({ step: refusal === 'offline' ? 'ready' : 'noLink', refusal });
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

/** Trades the token for a session cookie; gives why not, or undefined when it worked. */
async function exchange(token: string): Promise<Refusal | undefined> {
  try {
    const answer = await fetch('/api/auth/link', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-portolan': '1' },
      body: JSON.stringify({ token }),
    });
    if (answer.ok) return undefined;
    const body: unknown = await answer.json().catch(() => null);
    const reason = typeof body === 'object' && body !== null && 'reason' in body ? body.reason : undefined;
    return REFUSALS.find((each) => each === reason) ?? 'wrong';
  } catch {
    return 'offline';
  }
}
