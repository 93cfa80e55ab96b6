import { expect, it } from 'vitest';
import { readTaints } from './read-taints';

it('reads taints as kubectl writes them', () => {
  expect(readTaints('gpu=a100:NoSchedule, retired:NoExecute')).toEqual([
    { key: 'gpu', value: 'a100', effect: 'NoSchedule' },
    { key: 'retired', value: '', effect: 'NoExecute' },
  ]);
  expect(readTaints(undefined)).toEqual([]);
  expect(readTaints('')).toEqual([]);
});

it('keeps a cluster closed that somebody meant to close, also by a slip of the pen', () => {
  expect(readTaints('gpu=a100:NoShedule')).toEqual([{ key: 'gpu=a100:NoShedule', value: '', effect: 'NoSchedule' }]);
  expect(readTaints('maintenance')).toEqual([{ key: 'maintenance', value: '', effect: 'NoSchedule' }]);
});
