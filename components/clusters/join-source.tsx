'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { JoinTokenMade } from '~/server/clusters/model/agent';
import { useTRPC } from '../trpc/client';
import { issuesOf } from '../trpc/failure-from';
import { QueryFailure } from '../trpc/failure-text';
import { useIssueText } from '../trpc/use-issue-text';
import { useRefusal } from '../trpc/use-refusal';
import { Button } from '../ui/button';
import { Checkbox } from '../ui/checkbox';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { JoinCommands } from './join-commands';
import { WaitingAgents } from './waiting-agents';

/** From inside: a token, the command that brings its agent in, and the agents that have introduced themselves. */
export function JoinSource() {
  const t = useTranslations('register.inside');
  const [made, setMade] = useState<JoinTokenMade & { names: string }>();
  return (
    <div className="flex flex-col gap-6">
      <p className="text-sm text-ink-soft">{t('text')}</p>
      {made ? (
        <>
          <JoinCommands made={made} />
          <Button className="self-start" onClick={() => setMade(undefined)}>
            {t('another')}
          </Button>
        </>
      ) : (
        <TokenForm onMade={setMade} />
      )}
      <WaitingAgents />
    </div>
  );
}

function TokenForm({ onMade }: { onMade: (made: JoinTokenMade & { names: string }) => void }) {
  const t = useTranslations('register.inside');
  const trpc = useTRPC();
  const refusal = useRefusal()('clusters.createJoinToken');
  const [names, setNames] = useState('');
  const [environment, setEnvironment] = useState('');
  const [uses, setUses] = useState('1');
  const [autoApprove, setAutoApprove] = useState(false);
  const make = useMutation(
    trpc.clusters.createJoinToken.mutationOptions({ onSuccess: (made) => onMade({ ...made, names }) }),
  );
  const issueText = useIssueText();
  const issues = issuesOf(make.error);
  const errorAt = (field: string) => {
    const issue = issues.find(({ path }) => path[0] === field);
    return issue && issueText(issue);
  };
  const place = environment.trim() === '' ? {} : { environment: environment.trim() };
  const input = { names: names.trim(), uses: Number(uses), autoApprove, ...place };
  return (
    <form
      className="flex flex-col gap-4 rounded-lg border border-line bg-sheet p-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (refusal === undefined && names.trim() !== '') make.mutate(input);
      }}
    >
      <Field label={t('name')} hint={t('nameHint')} error={errorAt('names')}>
        {(control) => <Input {...control} value={names} onChange={(event) => setNames(event.target.value)} />}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('environment')} optional={t('optional')} error={errorAt('environment')}>
          {(control) => (
            <Input {...control} value={environment} onChange={(event) => setEnvironment(event.target.value)} />
          )}
        </Field>
        <Field label={t('uses')} error={errorAt('uses')}>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={1}
              max={1000}
              value={uses}
              onChange={(event) => setUses(event.target.value)}
            />
          )}
        </Field>
      </div>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the checkbox component inside is the control */}
      <label className="flex items-start gap-2 text-sm">
        <Checkbox className="mt-0.5" checked={autoApprove} onChange={(event) => setAutoApprove(event.target.checked)} />
        <span>
          {t('autoApprove')}
          <span className="block text-xs text-ink-faint">{t('autoApproveHint')}</span>
        </span>
      </label>
      {make.error && issues.length === 0 && <QueryFailure error={make.error} />}
      <Button
        type="submit"
        look="primary"
        className="self-start"
        disabled={make.isPending}
        refusal={refusal ?? (names.trim() === '' ? t('nameFirst') : undefined)}
      >
        {t('make')}
      </Button>
    </form>
  );
}
