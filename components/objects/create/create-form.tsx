'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { QueryFailure } from '../../trpc/failure-text';
import { useRefusal } from '../../trpc/use-refusal';
import { Button } from '../../ui/button';
import { cn } from '../../ui/cn';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { CodeEditor } from '../editor/code-editor';
import { problemsOf } from '../editor/problems-of';
import { CreateOutcomes } from './create-outcomes';
import { CreatePreview } from './create-preview';
import { type Create, useCreate } from './use-create';
import { useSchemas } from './use-schemas';

/** Text, then what the cluster would make of each document, then what became of it. */
export function CreateForm({ cluster }: { cluster: string }) {
  const t = useTranslations('objects.create');
  const form = useCreate(cluster);
  const { preview, create } = form;
  const schemaOf = useSchemas(cluster, form.text);
  const problems = useMemo(
    () => (preview.data ?? []).flatMap(({ refusal, warnings }, index) => problemsOf(refusal, warnings, index)),
    [preview.data],
  );
  const isShown = preview.data !== undefined;
  const error = preview.error ?? create.error;
  return (
    <div className="flex min-h-96 flex-1 flex-col">
      <Toolbar cluster={cluster} form={form} isShown={isShown} />
      {error !== null && (
        <div className="px-6 py-2">
          <QueryFailure error={error} />
        </div>
      )}
      {create.data && <CreateOutcomes outcomes={create.data} onBack={form.back} />}
      {!create.data && preview.data && <CreatePreview form={form} items={preview.data} />}
      <div className={cn('flex min-h-0 flex-1 flex-col border-t border-line', isShown && 'hidden')}>
        <CodeEditor
          label={t('label')}
          value={form.text}
          onChange={form.write}
          schemaOf={schemaOf}
          problems={problems}
        />
      </div>
    </div>
  );
}

function Toolbar({ cluster, form, isShown }: { cluster: string; form: Create; isShown: boolean }) {
  const t = useTranslations('objects.create');
  const refusal = useRefusal();
  if (isShown) return null;
  return (
    <div className="flex flex-wrap items-end gap-3 px-6 py-2">
      <div className="w-80">
        <Field label={t('namespace')}>
          {(control) => (
            <Input
              {...control}
              maxLength={63}
              value={form.namespace}
              onChange={(event) => form.setNamespace(event.target.value)}
            />
          )}
        </Field>
      </div>
      <Button
        look="primary"
        disabled={form.preview.isPending}
        refusal={
          form.text.trim() === '' ? t('writeFirst') : refusal('objects.create', { cluster, namespace: form.namespace })
        }
        onClick={form.askPreview}
      >
        {t('preview')}
      </Button>
      <p className="pb-1.5 text-xs text-ink-soft">{t('hint')}</p>
    </div>
  );
}
