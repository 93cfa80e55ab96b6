'use client';
import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { CodeBlock } from '../../ui/code-block';

const never = () => () => {};

/** Where the provider sends people back to: the one address that has to be registered there. */
export function RedirectAddress({ name }: { name: string }) {
  const t = useTranslations('people.providers');
  const origin = useSyncExternalStore(
    never,
    () => window.location.origin,
    () => '',
  );
  return (
    <div className="flex flex-col gap-1">
      <p className="text-xs font-medium">{t('redirect')}</p>
      {name === '' ? (
        <p className="text-xs text-ink-faint">{t('redirectLater')}</p>
      ) : (
        <CodeBlock code={`${origin}/api/auth/oidc/${name}/callback`} />
      )}
      <p className="text-xs text-ink-faint">{t('redirectHint')}</p>
    </div>
  );
}
