'use client';
import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { Input } from '../ui/input';

type PasswordFormProps = {
  /** Asks for the name too: for who has a password already. */
  named?: boolean;
  busy: boolean;
  submit: string;
  onSubmit: (login: string, password: string) => void;
};

/** A form that password managers know. */
export function PasswordForm({ named = false, busy, submit, onSubmit }: PasswordFormProps) {
  const t = useTranslations('shell.signIn');
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    onSubmit(String(typed.get('login') ?? ''), String(typed.get('password') ?? ''));
  };
  return (
    <form className="flex flex-col gap-4" onSubmit={send}>
      {named && (
        <Field label={t('login')}>
          {(control) => <Input {...control} name="login" autoComplete="username" required autoCapitalize="none" />}
        </Field>
      )}
      <Field label={t('password')}>
        {(control) => (
          <Input
            {...control}
            name="password"
            type="password"
            required
            autoComplete={named ? 'current-password' : 'new-password'}
          />
        )}
      </Field>
      <Button type="submit" look="primary" size="lg" disabled={busy}>
        {submit}
      </Button>
    </form>
  );
}
