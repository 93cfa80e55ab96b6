'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '../ui/button';
import { CodeBlock } from '../ui/code-block';
import { FailureNotice } from '../ui/failure-notice';
import { nextPath } from './next-path';
import { PasswordForm } from './password-form';
import { asRefusal, isSignedIn, knock, type Refusal, readWays, type Ways } from './sign-in-door';
import { tokenInFragment } from './token-in-fragment';

const INVITATION = 'portolan_invitation_';
type Step = 'reading' | 'link' | 'invitation' | 'password';

/** The ways in. A token of a link is in the fragment, which no server or log ever sees. */
export function SignInForm() {
  const t = useTranslations('shell.signIn');
  const [step, setStep] = useState<Step>('reading');
  const [ways, setWays] = useState<Ways>({ providers: [], awaitsFirst: false });
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  useEffect(() => {
    const token = tokenInFragment(window.location.hash);
    const refused = asRefusal(new URLSearchParams(window.location.search).get('refused'));
    if (refused) setRefusal({ code: refused });
    void readWays().then(setWays);
    if (token) setStep(token.startsWith(INVITATION) ? 'invitation' : 'link');
    else void isSignedIn().then((yes) => (yes ? goOn() : setStep('password')));
  }, []);
  const enter = async (path: string, body: object) => {
    setBusy(true);
    const answer = await knock(path, body);
    if ('said' in answer) return answer.said.url ? window.location.assign(answer.said.url) : goOn();
    setBusy(false);
    setRefusal(answer);
    if (answer.code === 'unknown-link') setStep('password');
  };
  const token = () => tokenInFragment(window.location.hash) ?? '';
  return (
    <div className="flex min-h-24 flex-col gap-4">
      {refusal && <RefusalNotice refusal={refusal} />}
      {step === 'link' && (
        <>
          <p className="text-sm text-ink-soft">{t('ready')}</p>
          <Button look="primary" size="lg" disabled={busy} onClick={() => void enter('link', { token: token() })}>
            {t('button')}
          </Button>
        </>
      )}
      {step === 'invitation' && (
        <>
          <p className="text-sm text-ink-soft">{t('invited')}</p>
          <PasswordForm
            busy={busy}
            submit={t('choose')}
            onSubmit={(_, password) => void enter('invitation', { token: token(), password })}
          />
        </>
      )}
      {step === 'password' && ways.awaitsFirst && <FirstLink />}
      {step === 'password' && !ways.awaitsFirst && (
        <>
          <PasswordForm
            named
            busy={busy}
            submit={t('enter')}
            onSubmit={(login, password) => void enter('password', { login, password })}
          />
          {ways.providers.map(({ name, label }) => (
            <Button
              key={name}
              size="lg"
              disabled={busy}
              onClick={() => void enter(`oidc/${name}/start`, { next: next() })}
            >
              {t('with', { label })}
            </Button>
          ))}
        </>
      )}
    </div>
  );
}

function RefusalNotice({ refusal: { code, seconds = 1, why = '' } }: { refusal: Refusal }) {
  const t = useTranslations('shell.signIn.refused');
  return <FailureNotice failure={{ title: t(`${code}.title`, { why }), next: t(`${code}.next`, { seconds }) }} />;
}

/** As long as nobody administers this hub there is one way in: the link in its terminal. */
function FirstLink() {
  const t = useTranslations('shell.signIn');
  return (
    <>
      <p className="text-sm text-ink-soft">{t('noLink')}</p>
      <CodeBlock code="npm start" />
      <p className="text-xs text-ink-faint">{t('noLinkMore')}</p>
    </>
  );
}

/** The page that was asked for before the sign-in. */
const next = () => nextPath(new URLSearchParams(window.location.search).get('next'));
const goOn = () => window.location.replace(next());
