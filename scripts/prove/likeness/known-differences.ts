import type { Request } from './generate-requests';
import type { Outcome } from './peer';

type Known = {
  name: string;
  /** Why the simulator is allowed to answer otherwise. */
  reason: string;
  holds(request: Request, real: Outcome, simulated: Outcome): boolean;
};

/** Every difference between a real server and the simulator that is known and accepted. None of them changes an object. */
const KNOWN_DIFFERENCES: readonly Known[] = [
  {
    name: 'quoted-object',
    reason: 'a patch whose result does not fit quotes the whole result in the order of fields that Go left it in',
    holds: (_request, real, simulated) =>
      real.status === 422 &&
      simulated.status === 422 &&
      [real, simulated].every(({ body }) => causeField(body) === 'patch'),
  },
  {
    name: 'decoder-words',
    reason: 'a value of the wrong type is refused by the JSON decoder of 1.20, which quotes bytes around the place',
    holds: (_request, real, simulated) =>
      real.status === simulated.status &&
      [real, simulated].every(({ body }) => /cannot be handled as a|failed to create typed/.test(messageOf(body))),
  },
];

type Status = { message?: unknown; details?: { causes?: { field?: unknown }[] } };
const causeField = (body: unknown) => (body as Status).details?.causes?.[0]?.field;
const messageOf = (body: unknown) => String((body as Status).message ?? '');

/** The name of the listed difference that explains two outcomes, or undefined. */
export const findKnown = (request: Request, real: Outcome, simulated: Outcome): string | undefined =>
  KNOWN_DIFFERENCES.find(({ holds }) => holds(request, real, simulated))?.name;
