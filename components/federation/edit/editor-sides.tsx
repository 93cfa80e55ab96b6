'use client';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { joinPath } from '~/server/kernel/json';
import { CodeEditor } from '../../objects/editor/code-editor';
import { issuesOf } from '../../trpc/failure-from';
import { cn } from '../../ui/cn';
import { Skeleton } from '../../ui/skeleton';
import type { ApplicationEdit } from './use-application-edit';

const ApplicationForm = dynamic(() => import('./form/application-form').then((module) => module.ApplicationForm), {
  ssr: false,
  loading: () => <Skeleton className="m-6 h-64" />,
});

export const SIDES = ['both', 'form', 'text'] as const;
export type Side = (typeof SIDES)[number];

type EditorSidesProps = { edit: ApplicationEdit; side: Side; label: string; isNew: boolean };

/** One text, as fields and as it is written; what is changed on one side shows on the other. */
export function EditorSides({ edit, side, label, isNew }: EditorSidesProps) {
  const t = useTranslations('federation.edit');
  const asked = edit.preview.variables?.text ?? '';
  const { error } = edit.preview;
  const failed = error ?? edit.save.error;
  const said = useMemo(() => failed && { text: asked, issues: issuesOf(failed) }, [failed, asked]);
  const problems = useMemo(
    () =>
      (said?.issues ?? []).map(({ path, message }) => ({
        ...{ field: fieldOf(path), message, document: 0, severity: 'error' as const },
      })),
    [said],
  );
  return (
    <div className={cn('grid min-h-0 flex-1', side === 'both' && 'grid-cols-2')}>
      {side !== 'text' && (
        <section
          aria-label={t('form')}
          className={cn('min-h-0 min-w-0 overflow-y-auto', side === 'both' && 'border-r border-line')}
        >
          <div className="max-w-4xl">
            <ApplicationForm text={edit.text} onText={edit.write} isNew={isNew} said={said ?? undefined} />
          </div>
        </section>
      )}
      {side !== 'form' && (
        <div className="flex min-h-0 min-w-0 flex-col">
          <CodeEditor label={label} value={edit.text} onChange={edit.write} problems={problems} />
        </div>
      )}
    </div>
  );
}

const fieldOf = (path: readonly (string | number)[]) =>
  path.reduce<string>(
    (field, step) => (/^\d+$/.test(String(step)) ? `${field}[${step}]` : joinPath(field, String(step))),
    '',
  );
