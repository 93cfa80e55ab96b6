import type { Duplex } from 'node:stream';

/**
 * Bytes both ways until both ends are over. What one end has said reaches the other, also when it takes nothing more itself: the
 * last lines of a command and what became of it come while the person still types. Never rejects; an end that breaks ends the other.
 */
export function joinSockets(person: Duplex, member: Duplex): Promise<void> {
  return new Promise((resolve) => {
    let left = 2;
    const over = (other: Duplex) => () => {
      // what was read is written, and flushed before it ends; what it still says nobody takes, but its end is to be seen
      if (!other.destroyed) other.end().resume();
      left -= 1;
      if (left === 0) resolve();
    };
    for (const [one, other] of [
      [person, member],
      [member, person],
    ] as const) {
      one.on('error', () => undefined);
      one.once('close', over(other));
      one.pipe(other);
    }
  });
}
