'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { apiVersionOf, type ObjectRef } from '~/server/objects/model/ref';
import type { ObjectView } from '~/server/objects/model/view';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { cn } from '../../ui/cn';
import { CodeEditor } from './code-editor';
import { ConflictPanel } from './conflict-panel';
import { EditRefusal } from './edit-refusal';
import { EditToolbar } from './edit-toolbar';
import { problemsOf } from './problems-of';
import { UpdatePreview } from './update-preview';
import { useEdit } from './use-edit';

const HOUR_MS = 3_600_000;

/** The text of an object: checked as one types, shown as a diff before it is written, and never lost. */
export function ObjectEditor({ target, view }: { target: ObjectRef; view: ObjectView }) {
  const t = useTranslations('objects.editor');
  const edit = useEdit(target, view);
  const schemaOf = useSchemaOf(target, view);
  const { preview, save, conflict, refusal } = edit;
  const problems = useMemo(
    () => (refusal ? problemsOf(refusal, []) : problemsOf(null, preview.data?.warnings ?? [])),
    [refusal, preview.data],
  );
  const shown = preview.data?.refusal === null ? preview.data : undefined;
  const error = preview.error ?? save.error ?? conflict.error;
  if (!view.whole) return <CodeEditor label={t('label', { name: target.name })} value={view.yaml} />;
  return (
    <div className="flex min-h-96 flex-1 flex-col">
      <EditToolbar edit={edit} view={view} isPreviewed={shown !== undefined} />
      {error !== null && (
        <div className="px-6 py-2">
          <QueryFailure error={error} />
        </div>
      )}
      {refusal && <EditRefusal refusal={refusal} target={target} text={edit.text} />}
      {refusal?.code === 'conflict' && conflict.data && (
        <ConflictPanel edit={edit} rebase={conflict.data} target={target} />
      )}
      {shown && <UpdatePreview edit={edit} preview={shown} />}
      <div className={cn('flex min-h-0 flex-1 flex-col border-t border-line', shown && 'hidden')}>
        <CodeEditor
          label={t('label', { name: target.name })}
          value={edit.text}
          onChange={edit.write}
          schemaOf={schemaOf}
          problems={problems}
        />
      </div>
    </div>
  );
}

function useSchemaOf({ cluster, group, version, plural }: ObjectRef, view: ObjectView) {
  const trpc = useTRPC();
  const { data } = useQuery({
    ...trpc.objects.schema.queryOptions({ cluster, kind: { group, version, plural } }),
    staleTime: HOUR_MS,
  });
  const { kind } = view.kind;
  const own = apiVersionOf({ group, version });
  return useMemo(
    () => (apiVersion: string, name: string) => (apiVersion === own && name === kind ? (data ?? undefined) : undefined),
    [data, own, kind],
  );
}
