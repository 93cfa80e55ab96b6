import { type Diagnostic, linter, lintGutter } from '@codemirror/lint';
import { type Extension, StateEffect } from '@codemirror/state';
import { checkText, type Finding, type SchemaOf } from './check-text';
import { placeField } from './place-field';

/** What somebody else found wrong with a field of a document (counted from 0), in their own words. */
export type Problem = { field: string; message: string; document: number; severity: 'error' | 'warning' };

/** Makes the editor look again although its text is the same: a schema came, or a member answered. */
export const recheck = StateEffect.define<null>();

type Sources = { schemaOf: () => SchemaOf; problems: () => readonly Problem[]; words: (finding: Finding) => string };

/** Marks what is wrong where it stands: what we find while one types, and what a member said. */
export function textChecks({ schemaOf, problems, words }: Sources): Extension {
  const look = (text: string): Diagnostic[] => [
    ...checkText(text, schemaOf()).map((finding) => ({
      ...within(finding, text),
      severity: 'error' as const,
      message: words(finding),
    })),
    ...problems().map(({ field, message, document, severity }) => ({
      ...within(placeField(text, field, document), text),
      severity,
      message: field === '' ? message : `${field}: ${message}`,
    })),
  ];
  const isAsked = (transactions: readonly { effects: readonly StateEffect<unknown>[] }[]) =>
    transactions.some(({ effects }) => effects.some((effect) => effect.is(recheck)));
  return [
    linter(({ state }) => look(state.doc.toString()), {
      delay: 300,
      needsRefresh: ({ transactions }) => isAsked(transactions),
    }),
    lintGutter(),
  ];
}

const within = ({ from, to }: { from: number; to: number }, { length }: string) => ({
  from: Math.min(from, length),
  to: Math.min(Math.max(to, from), length),
});
