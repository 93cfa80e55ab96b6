'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { useTRPC } from '../../trpc/client';
import { issuesOf } from '../../trpc/failure-from';
import { QueryFailure } from '../../trpc/failure-text';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { notify } from '../../ui/notify';

/** Another password, which signs one out everywhere else. */
export function ChangePassword() {
  const t = useTranslations('people.account');
  const trpc = useTRPC();
  const client = useQueryClient();
  const change = useMutation(trpc.teams.changePassword.mutationOptions());
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const typed = new FormData(form);
    const [current, next] = [String(typed.get('current') ?? ''), String(typed.get('next') ?? '')];
    const onSuccess = () => {
      form.reset();
      void client.invalidateQueries();
      void notify({ title: t('changed') });
    };
    change.mutate({ current, next }, { onSuccess });
  };
  const issues = issuesOf(change.error);
  const issueAt = (field: string) => issues.find(({ path }) => path[0] === field)?.message;
  return (
    <form className="flex max-w-sm flex-col gap-4" onSubmit={send}>
      <Field label={t('current')} error={issueAt('current')}>
        {(control) => <Input {...control} name="current" type="password" autoComplete="current-password" required />}
      </Field>
      <Field label={t('next')} hint={t('nextHint')} error={issueAt('next')}>
        {(control) => <Input {...control} name="next" type="password" autoComplete="new-password" required />}
      </Field>
      {change.error && issues.length === 0 && <QueryFailure error={change.error} />}
      <div>
        <Button type="submit" disabled={change.isPending}>
          {t('change')}
        </Button>
      </div>
    </form>
  );
}
