import type { EventEmitter } from 'node:events';

/** Until a stream takes more, or is gone; leaves no listener behind, because a large answer waits a thousand times. */
export function takesMore(stream: EventEmitter): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off('drain', done).off('close', done);
      resolve();
    };
    stream.on('drain', done).on('close', done);
  });
}
