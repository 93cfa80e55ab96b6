'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { apiVersionOf, type ObjectRef } from '~/server/objects/model/ref';
import type { ObjectView } from '~/server/objects/model/view';
import type { WritePreview } from '~/server/objects/model/write';
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
  const schemaOf = useSchemaOf(view);
  const { preview, save, conflict, refusal } = edit;
  const warnings = useWarnings(preview.data, edit.text);
  const problems = useMemo(() => problemsOf(refusal ?? null, warnings), [refusal, warnings]);
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

const NONE: string[] = [];

/** What the last dry run warned of; it stays with the text that it is about when the person goes back to that. */
function useWarnings(preview: WritePreview | undefined, text: string): readonly string[] {
  const [told, tell] = useState({ preview, text });
  if (preview && preview !== told.preview) tell({ preview, text });
  return told.text === text ? (told.preview?.warnings ?? NONE) : NONE;
}

function useSchemaOf({ ref, kind: { kind } }: ObjectView) {
  const { cluster, group, version, plural } = ref;
  const trpc = useTRPC();
  const { data } = useQuery({
    ...trpc.objects.schema.queryOptions({ cluster, kind: { group, version, plural } }),
    staleTime: HOUR_MS,
  });
  const own = apiVersionOf({ group, version });
  return useMemo(
    () => (apiVersion: string, name: string) => (apiVersion === own && name === kind ? (data ?? undefined) : undefined),
    [data, own, kind],
  );
}
