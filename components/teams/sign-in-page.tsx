import { useTranslations } from 'next-intl';
import { Compass } from '../shell/compass';
import { RhumbLines } from '../ui/rhumb-lines';
import { SignInForm } from './sign-in-form';

/** The cover of the chart: what this is, and the one thing to do. */
export function SignInPage() {
  const t = useTranslations('shell.signIn');
  return (
    <main className="relative grid min-h-dvh place-items-center overflow-hidden bg-paper p-6">
      <RhumbLines className="absolute inset-0 size-full text-ink opacity-[0.07] dark:opacity-[0.12]" />
      <div className="neatline relative w-full max-w-md border border-ink/60 bg-sheet p-1">
        <div className="flex flex-col gap-6 border border-ink/60 bg-sheet px-8 py-9">
          <header className="flex flex-col items-center gap-3 text-center">
            <Compass size={56} />
            <h1 className="font-chart text-3xl tracking-wide">Portolan</h1>
            <p className="text-sm text-ink-soft">{t('lead')}</p>
          </header>
          <SignInForm />
        </div>
      </div>
    </main>
  );
}
