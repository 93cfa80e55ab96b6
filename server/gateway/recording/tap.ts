/** What a stream of a command carries, by what it is for; `in` and `out` are bytes of a framing that is not known. */
export type Heard = 'stdin' | 'stdout' | 'stderr' | 'resize' | 'error' | 'in' | 'out';
export type Hear = (what: Heard, bytes: Buffer) => void;

/** Listens to both directions of a stream as its bytes pass, and changes none of them. */
export type Tap = { fromPerson(chunk: Buffer): void; fromMember(chunk: Buffer): void };

/** A tap that tells raw bytes from the first on that its framing does not explain. */
export function lenient(tap: Tap, hear: Hear): Tap {
  let isLost = false;
  const attempt = (listen: (chunk: Buffer) => void, raw: Heard) => (chunk: Buffer) => {
    if (isLost) return hear(raw, chunk);
    try {
      listen(chunk);
    } catch {
      isLost = true;
      hear(raw, chunk);
    }
  };
  return { fromPerson: attempt(tap.fromPerson, 'in'), fromMember: attempt(tap.fromMember, 'out') };
}
