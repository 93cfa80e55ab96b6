import type { UnreachableReason } from '~/server/kernel/failure';

/** A request that ended without an answer for a reason that the hub itself saw; `memberFailure` gives it the member's name. */
export class Ended extends Error {
  override readonly name = 'Ended';

  constructor(
    readonly reason: UnreachableReason,
    detail: string,
  ) {
    super(detail);
  }
}
