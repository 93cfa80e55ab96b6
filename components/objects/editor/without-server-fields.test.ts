import { describe, expect, it } from 'vitest';
import { withoutServerFields } from './without-server-fields';

describe('a text that is to be created anew', () => {
  it('says nothing that only a server writes', () => {
    const text = 'kind: A\nmetadata:\n  name: a\n  uid: x\n  resourceVersion: "1"\nspec: { b: 1 }\nstatus: { c: 1 }\n';
    expect(withoutServerFields(text)).toBe('kind: A\nmetadata:\n  name: a\nspec: { b: 1 }\n');
  });

  it('stays as it is when it is no YAML', () => {
    expect(withoutServerFields('a: [')).toBe('a: [');
  });
});
