import type { Actor } from '~/server/teams/model/actor';

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
export type Outcome = 'applied' | 'partial' | 'refused' | 'failed' | 'abandoned';
