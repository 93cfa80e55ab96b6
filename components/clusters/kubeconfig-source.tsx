'use client';
import { useMutation } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '../trpc/client';
import { issuesOf } from '../trpc/failure-from';
import { QueryFailure } from '../trpc/failure-text';
import { useIssueText } from '../trpc/use-issue-text';
import { Button, buttonStyle } from '../ui/button';
import { Checkbox } from '../ui/checkbox';
import { cn } from '../ui/cn';
import { Field } from '../ui/field';
import { Textarea } from '../ui/textarea';
import { type Draft, newDraft } from './draft';

/** The server's own bound (registration model); what is larger is refused here, before it is sent. */
const MOST_BYTES = 1_048_576;
type Context = {
  name: string;
  suggestedName: string;
  server: string | null;
  credential: string | null;
  refusal: { reason: string; detail: string } | null;
};

/** Paste or choose a kubeconfig, see its contexts, and pick those to register. */
export function KubeconfigSource({ drafts, onDrafts }: { drafts: Draft[]; onDrafts: (drafts: Draft[]) => void }) {
  const t = useTranslations('register.kubeconfig');
  const trpc = useTRPC();
  const [text, setText] = useState('');
  const read = useMutation(trpc.clusters.readKubeconfig.mutationOptions());
  const tooLarge = text.length > MOST_BYTES;
  const issueText = useIssueText();
  const [issue] = issuesOf(read.error);
  const error = tooLarge ? t('tooLarge') : issue && issueText(issue);
  const pick = (context: Context, picked: boolean) => {
    const others = drafts.filter((draft) => draft.key !== context.name);
    const access = { by: 'kubeconfig' as const, text, context: context.name };
    onDrafts(picked ? [...others, newDraft(context.name, context.suggestedName, access)] : others);
  };
  return (
    <div className="flex flex-col gap-4">
      <Field label={t('label')} hint={t('hint')} error={error}>
        {(control) => (
          <Textarea
            {...control}
            rows={8}
            value={text}
            placeholder={'apiVersion: v1\nkind: Config\nclusters: …'}
            onChange={(event) => {
              setText(event.target.value);
              read.reset();
              onDrafts([]);
            }}
          />
        )}
      </Field>
      <div className="flex items-center gap-2">
        <Button
          look="primary"
          refusal={text.trim() === '' ? t('pasteFirst') : tooLarge ? t('tooLarge') : undefined}
          disabled={read.isPending}
          onClick={() => read.mutate({ text })}
        >
          {t('read')}
        </Button>
        <FileButton onText={setText} />
      </div>
      {read.error && !error && <QueryFailure error={read.error} />}
      {read.data && <Contexts contexts={read.data} drafts={drafts} onPick={pick} />}
    </div>
  );
}

function FileButton({ onText }: { onText: (text: string) => void }) {
  const t = useTranslations('register.kubeconfig');
  return (
    <label className={cn(buttonStyle(), 'cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-focus')}>
      <FileUp className="size-4" />
      {t('file')}
      <input
        type="file"
        className="sr-only"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file && file.size <= MOST_BYTES) void file.text().then(onText);
        }}
      />
    </label>
  );
}

type ContextsProps = { contexts: Context[]; drafts: Draft[]; onPick: (context: Context, picked: boolean) => void };

function Contexts({ contexts, drafts, onPick }: ContextsProps) {
  const t = useTranslations('register.kubeconfig');
  return (
    <fieldset className="max-h-80 overflow-y-auto rounded-lg border border-line bg-sheet">
      <legend className="sr-only">{t('contexts')}</legend>
      {contexts.map((context) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox component inside is the control
        <label
          key={context.name}
          className={cn(
            'flex items-start gap-3 border-b border-line px-4 py-2.5 last:border-b-0',
            context.refusal ? 'cursor-not-allowed' : 'cursor-pointer hover:bg-hover',
          )}
        >
          <Checkbox
            className="mt-0.5"
            disabled={context.refusal !== null}
            checked={drafts.some((draft) => draft.key === context.name)}
            onChange={(event) => onPick(context, event.target.checked)}
          />
          <span className="flex min-w-0 flex-1 flex-col">
            <span className="font-medium">{context.name}</span>
            <span className="truncate font-mono text-xs text-ink-faint">{context.server}</span>
            {context.refusal && <Refused refusal={context.refusal} />}
          </span>
          {context.credential && (
            <span className="text-xs text-ink-faint">{t(`credential.${context.credential as 'token'}`)}</span>
          )}
        </label>
      ))}
    </fieldset>
  );
}

function Refused({ refusal: { reason, detail } }: { refusal: { reason: string; detail: string } }) {
  const t = useTranslations('register.kubeconfig');
  const key = `refusal.${reason as 'file-path'}` as const;
  return (
    <span className="text-xs text-failed" title={detail}>
      {t.has(key) ? t(key) : t('refusedOther')}
    </span>
  );
}
