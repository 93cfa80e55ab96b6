import { describe, expect, it } from 'vitest';
import { KINDS } from '~/server/simulator/api/kinds';
import { parseFieldSelector } from './field-selector';
import { readLabelSelector } from './read-label-selector';

const LABELS = { app: 'shop', tier: 'web', rank: '7', empty: '' };

describe('label selectors', () => {
  it.each([
    ['app=shop', true],
    ['app==shop,tier!=db', true],
    ['app in (shop, search)', true],
    ['app notin (shop)', false],
    ['gone notin (shop)', true],
    ['gone!=x', true],
    ['app', true],
    ['!app', false],
    ['!gone,app', true],
    ['rank>6,rank<8', true],
    ['rank>7', false],
    ['gone>1', false],
    ['empty=', true],
    ['app=', false],
    ['example.com/x in (a)', false],
    ['', true],
  ])('%s', (selector, expected) => {
    expect(readLabelSelector(selector)(LABELS)).toBe(expected);
  });

  it('refuses what the real server refuses, in its words', () => {
    expect(() => readLabelSelector('a b')).toThrow(
      "unable to parse requirement: found 'b', expected: '=', '!=', '==', 'in', notin'",
    );
  });
});

describe('field selectors', () => {
  const kind = (plural: string) => KINDS.find((known) => known.plural === plural)!;
  const pod = { metadata: { name: 'a', namespace: 'n' }, spec: { nodeName: 'n1' }, status: { phase: 'Running' } };

  it.each([
    ['spec.nodeName=n1', true],
    ['spec.nodeName!=n1', false],
    ['metadata.name=a,status.phase==Running', true],
    ['status.podIP=', true],
    ['metadata.namespace=other', false],
  ])('%s', (selector, expected) => {
    expect(parseFieldSelector(kind('pods'), selector)(pod)).toBe(expected);
  });

  it('refuses a field that the kind cannot be selected by', () => {
    expect(() => parseFieldSelector(kind('pods'), 'spec.x=1')).toThrow('field label not supported: spec.x');
    expect(() => parseFieldSelector(kind('configmaps'), 'spec.x=1')).toThrow('"spec.x" is not a known field selector');
  });
});
