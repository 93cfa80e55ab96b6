import type { Access, Check, ConnectionReport, Registration } from '~/server/clusters/model/registration';

export const PLACE_FIELDS = ['environment', 'provider', 'region', 'zone'] as const;
export type PlaceField = (typeof PLACE_FIELDS)[number];

/** A registration that is being written; nothing of it is saved before its test has been seen. */
export type Draft = {
  key: string;
  name: string;
  access: Access;
  place: Record<PlaceField, string>;
  report?: ConnectionReport;
  outcome?: { saved: true } | { saved: false; error: unknown };
};

const NOWHERE: Draft['place'] = { environment: '', provider: '', region: '', zone: '' };

export const newDraft = (key: string, name: string, access: Access): Draft => ({ key, name, access, place: NOWHERE });

/** Empty fields are left out: the hub then takes the place from the nodes. */
export function toRegistration(draft: Draft): Registration {
  const place = PLACE_FIELDS.filter((field) => draft.place[field].trim() !== '').map((field) => [
    field,
    draft.place[field].trim(),
  ]);
  return { name: draft.name.trim(), access: draft.access, labels: {}, annotations: {}, ...Object.fromEntries(place) };
}

/** What a test found fills what the person left empty, and never replaces what they wrote. */
export function withReport(draft: Draft, report: ConnectionReport): Draft {
  const filled = PLACE_FIELDS.map((field) => [field, draft.place[field] || (report.suggested[field] ?? '')]);
  return { ...draft, report, place: Object.fromEntries(filled) as Draft['place'] };
}

/** Words for a failed check in the person's language. */
type Sentence = (check: Check) => string;

/** Problems by the last part of their field's path (`access.token` is `token`), from the test and from a refused save. */
export function problemsOf(
  report: ConnectionReport | undefined,
  refused: Record<string, string>,
  sentence: Sentence,
): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const check of report?.checks ?? [])
    if (check.outcome === 'failed' && check.field !== null) problems[lastPart(check.field)] = sentence(check);
  for (const [path, message] of Object.entries(refused)) problems[lastPart(path)] = message;
  return problems;
}

const lastPart = (path: string) => path.split('.').at(-1) ?? '';
