import { expect, it } from 'vitest';
import { searchKeys } from './search-keys';

it.each([
  ['MacIntel', '⌘K'],
  ['iPad', '⌘K'],
  ['Linux x86_64', 'Ctrl K'],
  ['Win32', 'Ctrl K'],
  ['', 'Ctrl K'],
])('the search on %s opens with %s', (platform, keys) => {
  expect(searchKeys(platform)).toBe(keys);
});
