import type { Actor, Origin } from '~/server/teams/model/actor';

/** A write as it is told to the record, before it runs. Secrets never stand in it: what is sealed is named, not shown. */
export type Intent = {
  actor: Actor;
  action: string;
  target: Record<string, unknown>;
  before?: unknown;
  after?: unknown;
  reason?: string;
  requestId: string;
};

/** `partial`: some of the targets were refused; `abandoned`: the process ended before it could say. */
export const OUTCOMES = ['applied', 'partial', 'refused', 'failed', 'abandoned'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A look into a member, told before anything of it is shown. */
export type Look = Pick<Intent, 'actor' | 'action' | 'target' | 'requestId'>;

/** A write that was not let through; without an actor nobody was signed in. */
export type Denial = Omit<Look, 'actor'> & { actor: Actor | undefined; from: Origin; code: string };
