'use client';
import { useState } from 'react';
import { stringify } from 'yaml';
import { isSame } from '~/server/kernel/json';
import type { TextPath } from '~/server/kernel/text-edit';
import { parseDocuments } from '~/server/yaml/parse-documents';
import { Field } from '../../../ui/field';
import { Textarea } from '../../../ui/textarea';
import { usePlace } from './form-value';
import { OddValue } from './odd-value';

const print = (value: unknown) =>
  value === undefined || value === null ? '' : stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });

/** A part that is written as text, YAML or JSON; what does not read stays in the field, with the reason, and reaches nothing else. */
export function YamlAt({ path, label, hint }: { path: TextPath; label: string; hint?: string }) {
  const { value, issue, set } = usePlace(path);
  const [own, setOwn] = useState<{ text: string; value: unknown; fault: string | undefined }>();
  const isOwn = own !== undefined && (own.fault !== undefined || isSame(own.value, value));
  const write = (text: string) => {
    const read = parseDocuments(text);
    const next = read.ok ? read.documents[0]?.value : undefined;
    setOwn({ text, value: next, fault: read.ok ? undefined : `${read.fault.line}: ${read.fault.detail}` });
    if (read.ok && read.documents.length <= 1) set(next);
  };
  return (
    <Field label={label} error={isOwn && own.fault ? own.fault : issue} {...(hint ? { hint } : {})}>
      {(control) => (
        <Textarea
          {...control}
          value={isOwn ? own.text : print(value)}
          onChange={(event) => write(event.target.value)}
        />
      )}
    </Field>
  );
}

const areLines = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((line) => typeof line === 'string' && line !== '' && !line.includes('\n'));

/** Words in their order, each on a line of its own. */
export function LinesAt({ path, label, hint }: { path: TextPath; label: string; hint?: string }) {
  const { value, issue, set } = usePlace(path);
  const [own, setOwn] = useState<string>();
  if (value !== undefined && value !== null && !areLines(value)) return <OddValue label={label} value={value} />;
  const lines = value ?? [];
  const wordsOf = (text: string) => text.split('\n').filter((line) => line !== '');
  const shown = own !== undefined && isSame(wordsOf(own), lines) ? own : lines.join('\n');
  return (
    <Field label={label} error={issue} {...(hint ? { hint } : {})}>
      {(control) => (
        <Textarea
          {...control}
          className="min-h-16!"
          value={shown}
          onChange={({ target }) => {
            setOwn(target.value);
            set(wordsOf(target.value));
          }}
        />
      )}
    </Field>
  );
}
