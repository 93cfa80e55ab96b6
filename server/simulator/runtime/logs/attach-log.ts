import type { Container } from '~/server/simulator/runtime/container';
import type { RunCommand } from '~/server/simulator/runtime/streams/session';
import { followLog } from './follow-log';

/** Somebody who attaches to a container sees what it writes from then on, until they go. */
export function attachToLog(container: Container, now: () => Date): RunCommand {
  const options = { container: container.name, follow: true, previous: false, timestamps: false, tailLines: 0 };
  return ({ stdout, gone, stdin }) =>
    new Promise((resolve) => {
      const end = () => resolve({ exitCode: 0 });
      stdin.resume();
      if (!container.run) return end();
      const look = () => container;
      const stop = followLog(container, { options, run: container.run, now, look, write: stdout, end });
      gone.addEventListener('abort', () => {
        stop();
        end();
      });
    });
}
