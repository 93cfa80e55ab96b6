import { expect, it } from 'vitest';
import { listInput } from './list-input';

const filterOf = (text: string) =>
  listInput({ sort: undefined, text, offset: 0, limit: 50 }, { scope: undefined, statuses: [] }).filter;

it('takes what reads as a label selector for one, and all else for part of a name', () => {
  expect(filterOf('cart')).toEqual({ text: 'cart' });
  expect(filterOf('team=shop')).toEqual({ selector: 'team=shop' });
  expect(filterOf('!gpu')).toEqual({ selector: '!gpu' });
  expect(filterOf('')).toEqual({});
});
