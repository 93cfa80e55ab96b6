import type { Fault } from './compare-peers';
import type { Outcome } from './peer';

/** Changes a copy of an answer's body. */
const spoil =
  (change: (body: { [field: string]: never } & Record<string, unknown>) => void) =>
  (outcome: Outcome): Outcome => {
    const body = structuredClone(outcome.body) as never;
    change(body);
    return { ...outcome, body };
  };

type Body = { metadata: { labels: object; managedFields: { fieldsV1: object; manager: string }[] }; data: object };

/** What a simulator might do wrong, each of which the comparison must notice. */
export const FAULTS: readonly Fault[] = [
  { outcome: (outcome) => ({ ...outcome, status: 200 }) },
  { outcome: spoil((body) => Object.assign((body as unknown as Body).data, { a: '2' })) },
  { outcome: spoil((body) => Object.assign((body as unknown as Body).metadata, { labels: {} })) },
  {
    outcome: spoil((body) =>
      Object.assign((body as unknown as Body).metadata.managedFields[0] ?? {}, { fieldsV1: {} }),
    ),
  },
  {
    outcome: spoil((body) =>
      Object.assign((body as unknown as Body).metadata.managedFields[0] ?? {}, { manager: 'beta' }),
    ),
  },
  { events: (events) => events.slice(1) },
];
