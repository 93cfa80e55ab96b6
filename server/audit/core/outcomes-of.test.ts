import { expect, it } from 'vitest';
import { outcomesOf } from './outcomes-of';

const item = (cluster: string, outcome: string, said = '') => ({
  target: { cluster },
  outcome,
  refusal: said ? { code: 'refused', said } : null,
});

it('tells of each cluster what became of its items, and why not', () => {
  const detail = [
    item('one', 'applied'),
    item('one', 'refused', 'quota'),
    item('two', 'unchanged'),
    item('three', 'refused'),
  ];
  expect(outcomesOf(['one', 'one', 'two', 'three'], 'partial', detail)).toEqual([
    { cluster: 'one', result: 'partial', items: 2, said: 'refused: quota' },
    { cluster: 'two', result: 'applied', items: 1, said: '' },
    { cluster: 'three', result: 'refused', items: 1, said: '' },
  ]);
});

it('is the outcome of the whole where nothing is told of each', () => {
  expect(outcomesOf(['one'], 'running', undefined)).toEqual([
    { cluster: 'one', result: 'running', items: 0, said: '' },
  ]);
  expect(outcomesOf(['one'], 'refused', { kind: 'conflict', detail: 'name-taken' })).toEqual([
    { cluster: 'one', result: 'refused', items: 0, said: 'name-taken' },
  ]);
});
