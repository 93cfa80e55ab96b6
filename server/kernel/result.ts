/** A value or a reason; for steps whose refusal is an ordinary outcome and not an exception. */
export type Result<Value, Reason> = { ok: true; value: Value } | { ok: false; reason: Reason };

export const ok = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });

export const refused = <Reason>(reason: Reason): { ok: false; reason: Reason } => ({ ok: false, reason });
