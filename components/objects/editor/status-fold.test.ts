import { describe, expect, it } from 'vitest';
import { statusRanges } from './status-fold';

const inside = (text: string) => statusRanges(text).map(({ from, to }) => text.slice(from, to));

describe('the status of an object', () => {
  it('is folded whole, in every document, and nothing else is', () => {
    const text = 'kind: A\nspec:\n  status: on\nstatus:\n  a: 1\n  b:\n  - c\n---\nstatus:\n- d\nkind: B\n';
    expect(inside(text)).toEqual(['\n  a: 1\n  b:\n  - c', '\n- d']);
  });

  it('is left as it is on one line, and at the end of a text without a line break', () => {
    expect(inside('status: {}\nkind: A\n')).toEqual([]);
    expect(inside('status:\n  a: 1')).toEqual(['\n  a: 1']);
  });
});
