import type { Request } from './generate-requests';
import type { Outcome } from './peer';

type Known = {
  name: string;
  /** Why the simulator is allowed to answer otherwise. */
  reason: string;
  holds(request: Request, real: Outcome, simulated: Outcome): boolean;
  /** The objects part here, so that nothing more of the round can be compared. */
  endsRound?: true;
};

/** What is not asked for, because it makes objects part that cannot meet again, and why. */
export const NOT_ASKED: readonly { what: string; reason: string }[] = [
  {
    what: 'an empty map or list in the spec of a NetworkPolicy',
    reason:
      'the real server counts a generation when something empty takes the place of nothing, though it stores neither, and owns it by whoever wrote it',
  },
  {
    what: 'an empty text in the stringData of a Secret',
    reason: 'the real server takes empty bytes that it stored for other bytes in the next strategic patch',
  },
  {
    what: 'ResourceQuotas',
    reason: 'the simulator counts their status as it admits, which a controller of its own does beside a real server',
  },
  {
    what: 'PersistentVolumeClaims',
    reason: 'the real server writes a claim once more at the next patch that changes nothing, which watchers see',
  },
  {
    what: 'empty labels and annotations of custom resources',
    reason: 'the real server keeps them when they are applied, and writes the object once more without them later on',
  },
];

/** Every difference between a real server and the simulator that is known and accepted; but for one they change no object. */
const KNOWN_DIFFERENCES: readonly Known[] = [
  {
    name: 'real-server-panics',
    reason: 'structured-merge-diff 4.0 panics when something is to be removed from what an apply makes null',
    holds: (_request, real) => real.status === 0,
    endsRound: true,
  },
  {
    name: 'quoted-object',
    reason: 'a patch whose result does not fit quotes the whole result in the order of fields that Go left it in',
    holds: (_request, real, simulated) =>
      real.status === 422 &&
      simulated.status === 422 &&
      [real, simulated].every(({ body }) => causeField(body) === 'patch'),
  },
  {
    name: 'pod-diff',
    reason: 'a change of a pod that may not be is refused with a diff of Go structs',
    holds: (_request, real, simulated) =>
      real.status === 422 &&
      simulated.status === 422 &&
      [real, simulated].every(({ body }) => JSON.stringify(body).includes('pod updates may not change fields')),
  },
  {
    name: 'job-template',
    reason: 'a change of the template or the selector of a job is refused with the whole as a Go struct',
    holds: (_request, real, simulated) =>
      real.status === 422 &&
      simulated.status === 422 &&
      [real, simulated].every(
        ({ body }) => (body as Status).details?.kind === 'Job' && JSON.stringify(body).includes('field is immutable'),
      ),
  },
  {
    name: 'decoder-words',
    reason: 'a value of the wrong type is refused by the JSON decoder of 1.20, which quotes bytes around the place',
    holds: (_request, real, simulated) =>
      real.status === simulated.status &&
      [real, simulated].every(({ body }) => /cannot be handled as a|failed to create typed/.test(messageOf(body))),
  },
  {
    name: 'aliased-paths',
    reason:
      'servers up to 1.20 tell some paths of several conflicts twice and others not: their list shares its memory',
    holds: (_request, real, simulated) =>
      real.status === 409 &&
      simulated.status === 409 &&
      isSameList(conflictOwners(real.body), conflictOwners(simulated.body)),
  },
];

type Cause = { message?: string; reason?: string };
/** Who is in conflict, once for each of his fields. */
const conflictOwners = (body: unknown): string[] =>
  ((body as { details?: { causes?: string[] } }).details?.causes ?? [])
    .map((cause): Cause => JSON.parse(cause))
    .filter(({ reason }) => reason === 'FieldManagerConflict')
    .map(({ message = '' }) => message);
const isSameList = (one: readonly string[], other: readonly string[]) =>
  other.length > 1 && [...new Set(one)].sort().join() === [...new Set(other)].sort().join();

type Status = { message?: unknown; details?: { kind?: string; causes?: string[] } };
const causeField = (body: unknown) => JSON.parse((body as Status).details?.causes?.[0] ?? '{}').field;
const messageOf = (body: unknown) => String((body as Status).message ?? '');

/** The listed difference that explains two outcomes, or undefined. */
export const findKnown = (request: Request, real: Outcome, simulated: Outcome): Known | undefined =>
  KNOWN_DIFFERENCES.find(({ holds }) => holds(request, real, simulated));
