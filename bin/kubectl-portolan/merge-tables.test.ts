import { describe, expect, it } from 'vitest';
import { mergeTables } from './merge-tables';
import { alignTable } from './print-table';

const OLD = {
  cluster: 'old',
  lines: [
    'NAME     STATUS   NOMINATED NODE   AGE',
    'a        Ready    <none>           2d',
    'b-long   Ready                     2d',
  ],
};
const NEW = { cluster: 'new', lines: ['NAME   AGE   VERSION', 'c      5m    v1.34.1'] };
const AWAY = { cluster: 'away', lines: [], error: 'cannot be reached' };

describe('the tables of many clusters', () => {
  it('become one by the names of their columns, with what a cluster does not tell left empty', () => {
    expect(mergeTables([OLD, NEW, AWAY])).toEqual([
      ['CLUSTER', 'NAME', 'STATUS', 'NOMINATED NODE', 'AGE', 'VERSION'],
      ['old', 'a', 'Ready', '<none>', '2d', ''],
      ['old', 'b-long', 'Ready', '', '2d', ''],
      ['new', 'c', '', '', '5m', 'v1.34.1'],
    ]);
  });

  it('are nothing where no cluster has a row', () => {
    expect(mergeTables([AWAY, { cluster: 'empty', lines: ['NAME   AGE'] }])).toEqual([]);
    expect(alignTable([])).toEqual([]);
  });

  it('are printed with their columns below one another, and no blanks at the end', () => {
    expect(alignTable(mergeTables([NEW, { ...NEW, cluster: 'newer' }]))).toEqual([
      'CLUSTER   NAME   AGE   VERSION',
      'new       c      5m    v1.34.1',
      'newer     c      5m    v1.34.1',
    ]);
    expect(
      alignTable([
        ['A', 'B'],
        ['long', ''],
      ]),
    ).toEqual(['A      B', 'long']);
  });
});
