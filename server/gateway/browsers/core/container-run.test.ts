import { expect, it } from 'vitest';
import { containerRun } from './container-run';

const AT = '2026-11-25T04:00:00Z';
const running = { state: { running: { startedAt: AT } } };
const pod = (status: object) => ({ status: { phase: 'Running', ...status } });

it.each([
  [
    'runs',
    pod({ containerStatuses: [{ name: 'c', restartCount: 2, ...running }] }),
    { restarts: 2, startedAt: AT, isOver: false },
  ],
  [
    'waits to begin anew',
    pod({ containerStatuses: [{ name: 'c', restartCount: 2, state: { waiting: {} } }] }),
    { restarts: 2, startedAt: null, isOver: false },
  ],
  [
    'is of a pod that is over',
    pod({ phase: 'Failed', containerStatuses: [{ name: 'c', restartCount: 0 }] }),
    { restarts: 0, startedAt: null, isOver: true },
  ],
  [
    'has prepared its pod',
    pod({ initContainerStatuses: [{ name: 'c', restartCount: 0, state: { terminated: { exitCode: 0 } } }] }),
    { restarts: 0, startedAt: null, isOver: true },
  ],
  [
    'prepares its pod anew',
    pod({ initContainerStatuses: [{ name: 'c', restartCount: 1, state: { terminated: { exitCode: 1 } } }] }),
    { restarts: 1, startedAt: null, isOver: false },
  ],
  ['is not there', pod({}), undefined],
])('a container %s', (_how, one, expected) => expect(containerRun(one, 'c')).toEqual(expected));
