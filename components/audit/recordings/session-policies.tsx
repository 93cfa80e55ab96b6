'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { SessionPolicy } from '~/server/audit/model/recording';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { Input } from '../../ui/input';

const RULES = ['recording', 'reason', 'approval'] as const;
const WORDS = { recording: 'required', reason: 'reasonAsked', approval: 'approval' } as const;
const HINTS = { recording: 'requiredHint', reason: undefined, approval: 'approvalHint' } as const;

/** What each environment asks of sessions; a tick is saved as it is set. */
export function SessionPolicies() {
  const t = useTranslations('sessions.recordings');
  const trpc = useTRPC();
  const client = useQueryClient();
  const policies = useQuery(trpc.audit.policies.queryOptions());
  const save = useMutation({
    ...trpc.audit.savePolicy.mutationOptions(),
    onSuccess: () => client.invalidateQueries({ queryKey: trpc.audit.policies.queryKey() }),
  });
  const [environment, setEnvironment] = useState('');
  const error = policies.error ?? save.error;
  const add = () => {
    save.mutate({ environment, recording: true, reason: false, approval: false });
    setEnvironment('');
  };
  return (
    <section
      aria-label={t('policy')}
      className="mx-6 mb-4 flex flex-col gap-3 rounded-md border border-line bg-sheet p-4"
    >
      <p className="text-sm text-ink-soft">{t('policyLead')}</p>
      {error && <QueryFailure error={error} />}
      <ul className="flex flex-col gap-2">
        {policies.data?.map((policy) => (
          <PolicyLine key={policy.environment} policy={policy} onChange={(next) => save.mutate(next)} />
        ))}
      </ul>
      <form
        className="flex items-center gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Input
          aria-label={t('environment')}
          placeholder={t('environment')}
          className="w-56!"
          value={environment}
          onChange={(event) => setEnvironment(event.target.value.trim())}
        />
        <Button type="submit" disabled={environment === ''}>
          {t('add')}
        </Button>
      </form>
    </section>
  );
}

function PolicyLine({ policy, onChange }: { policy: SessionPolicy; onChange: (policy: SessionPolicy) => void }) {
  const t = useTranslations('sessions.recordings');
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-1 text-sm">
      <strong className="w-56 font-medium">{policy.environment || t('everyOther')}</strong>
      {RULES.map((rule) => {
        const hint = HINTS[rule];
        return (
          <label
            key={rule}
            htmlFor={`${policy.environment}-${rule}`}
            className="flex items-center gap-2"
            title={hint && t(hint)}
          >
            <Checkbox
              id={`${policy.environment}-${rule}`}
              checked={policy[rule]}
              onChange={(event) => onChange({ ...policy, [rule]: event.target.checked })}
            />
            {t(WORDS[rule])}
          </label>
        );
      })}
    </li>
  );
}
