import { describe, expect, it } from 'vitest';
import { completeAt } from './complete-at';
import { cursorPath } from './cursor-path';
import { DEPLOYMENT } from './testing/sample-schema';

/** The text without its mark `|`, and where the mark stood. */
const at = (marked: string) => cursorPath(marked.replace('|', ''), marked.indexOf('|'));

describe('where a cursor stands', () => {
  it.each([
    ['an empty text', '|', [], 'key'],
    ['a name at the top', 'kind: a\nsp|', [], 'key'],
    ['a name inside', 'spec:\n  re|', ['spec'], 'key'],
    ['an empty line inside', 'spec:\n  replicas: 1\n  |', ['spec'], 'key'],
    ['back at the top', 'spec:\n  a:\n    b: 1\n|', [], 'key'],
    ['a value', 'spec:\n  replicas: 1|', ['spec'], 'value'],
    ['the first name of an entry', 'a:\n  list:\n    - na|', ['a', 'list', '[]'], 'key'],
    ['the second name of an entry', 'a:\n  list:\n    - name: x\n      im|', ['a', 'list', '[]'], 'key'],
    ['an entry that is not indented', 'list:\n- name: x\n  im|', ['list', '[]'], 'key'],
    ['the second entry', 'list:\n- name: x\n- na|', ['list', '[]'], 'key'],
    ['a list in a list', 'a:\n- b:\n  - c: 1\n    d|', ['a', '[]', 'b', '[]'], 'key'],
    ['after a list', 'a:\n  list:\n  - x: 1\n  ot|', ['a'], 'key'],
    ['another document', 'spec:\n  a: 1\n---\nki|', [], 'key'],
    ['a name in quotes above', 'a:\n  "b.c/d":\n    e|', ['a', 'b.c/d'], 'key'],
  ])('%s', (_name, text, path, role) => {
    expect(at(text)).toMatchObject({ path, role });
  });

  it('knows which names stand there already, above and below', () => {
    expect(at('spec:\n  a: 1\n  b:\n    x: 1\n  |\n  c: 1\nstatus:\n  d: 1\n').siblings.toSorted()).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect(at('list:\n- |\n  b: 1\n- c: 1\n').siblings).toEqual(['b']);
  });
});

describe('what can stand there', () => {
  const labels = (marked: string) => completeAt(at(marked), DEPLOYMENT).map(({ label }) => label);

  it('is what the schema has and the text has not', () => {
    expect(labels('spec:\n  replicas: 1\n  |')).toEqual(['paused', 'strategy', 'template']);
    expect(labels('spec:\n  template:\n    containers:\n    - name: a\n      |')).toEqual([
      'image',
      'args',
      'port',
      'cpu',
    ]);
    expect(labels('spec:\n  strategy: |')).toEqual(['Recreate', 'RollingUpdate']);
    expect(labels('spec:\n  paused: |')).toEqual(['true', 'false']);
    expect(labels('nothing:\n  here: |')).toEqual([]);
  });

  it('opens what comes below a name', () => {
    const inserts = completeAt(at('spec:\n  template:\n    |'), DEPLOYMENT).map(({ insert }) => insert);
    expect(inserts).toEqual(['containers:\n      - ', 'volumes:\n      - ']);
    expect(completeAt(at('spec:\n  re|'), DEPLOYMENT).find(({ label }) => label === 'replicas')?.insert).toBe(
      'replicas: ',
    );
  });
});
