'use client';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { valueAt } from '~/server/kernel/edit-value';
import type { Issue } from '~/server/kernel/failure';
import { isSame } from '~/server/kernel/json';
import type { TextEdit, TextPath } from '~/server/kernel/text-edit';
import { editDocument } from '~/server/yaml/edit-document';
import { AboutFields } from './about-fields';
import { FormFault } from './form-fault';
import { FormIssues } from './form-issues';
import { FormProvider } from './form-value';
import { OverrideList } from './override-list';
import { PlacementFields } from './placement-fields';
import { DriftFields, FailoverFields } from './policy-fields';
import { type ReadForm, readForm } from './read-form';
import { RolloutFields } from './rollout-fields';
import { TemplateList } from './template-list';
import { useFleetWords } from './use-fleet-words';

type ApplicationFormProps = {
  text: string;
  onText: (text: string) => void;
  isNew: boolean;
  /** What the hub said of a text, by field. */
  said: { text: string; issues: readonly Issue[] } | undefined;
};

/** The text of an application as fields. There is nothing here but the text: each field reads its place, and writes it. */
export function ApplicationForm({ text, onText, isNew, said }: ApplicationFormProps) {
  const t = useTranslations('federation.form');
  const fleet = useFleetWords();
  const read = useMemo(() => readForm(text), [text]);
  const shown = useLastRead(read);
  const issues = useIssues(read, said);
  const edit = (...edits: TextEdit[]) => {
    const edited = editDocument(text, edits);
    if (edited !== undefined) onText(edited);
  };
  const issueAt = (path: TextPath) => issues.get(placeOf(path))?.message;
  const isReadable = 'value' in read;
  return (
    <FormProvider value={{ value: shown, edit, issueAt, fleet }}>
      {!isReadable && <FormFault fault={read.fault} />}
      {isReadable && <FormIssues issues={[...issues.values()]} />}
      <form
        aria-label={t('label')}
        inert={!isReadable}
        className={isReadable ? '' : 'opacity-50'}
        onSubmit={(event) => event.preventDefault()}
      >
        <AboutFields isNew={isNew} />
        <TemplateList />
        <PlacementFields />
        <OverrideList />
        <DriftFields />
        <RolloutFields />
        <FailoverFields />
      </form>
    </FormProvider>
  );
}

const placeOf = (path: TextPath) => path.map(String).join('\n');

/** What was read last: while a text is being written it does not read at every letter. */
function useLastRead(read: ReadForm): unknown {
  const [last, keep] = useState<unknown>();
  if ('value' in read && read.value !== last) keep(read.value);
  return 'value' in read ? read.value : last;
}

/** What is wrong by place; what the hub said of a field counts until that field is another. */
function useIssues(read: ReadForm, said: ApplicationFormProps['said']): Map<string, Issue> {
  const before = useMemo(() => said && readForm(said.text), [said]);
  if (!('value' in read)) return new Map();
  const still = (said?.issues ?? [])
    .map((issue) => ({ ...issue, path: issue.path.map(numbered) }))
    .filter(
      ({ path }) => before && 'value' in before && isSame(valueAt(before.value, path), valueAt(read.value, path)),
    );
  return new Map([...still, ...read.issues].map((issue) => [placeOf(issue.path), issue]));
}

/** The hub names places in lists by text. */
const numbered = (step: string | number) => (typeof step === 'string' && /^\d+$/.test(step) ? Number(step) : step);
