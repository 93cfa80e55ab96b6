import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RecordRow } from '../model/record';
import { csvHead, csvLine, jsonLine } from './export-line';

const row: RecordRow = {
  ...{ id: 'id', seq: 7, kind: 'intent', at: '2026-11-25T00:00:00.000Z', actor: 'Ada', actorId: null, teams: ['shop'] },
  ...{ action: 'objects.act', clusters: ['one', 'one'], namespaces: ['', 'shop'], what: 'pods a', reason: '' },
  ...{ result: 'applied', settledAt: null, requestId: 'r', token: null, tokenId: null },
};

it('has one field for each head', () => {
  expect(csvLine(row).split(',')).toHaveLength(csvHead().split(',').length);
  expect(csvLine(row)).toContain(',one,shop,pods a,');
});

it('begins no field as a formula, whatever it holds, and keeps to one line', () => {
  const reason = fc.oneof(fc.string(), fc.constantFrom('=1+1', '+A1', '-2', '@SUM(A1)', '\t=1', '\r\n=1', '"=1"'));
  fc.assert(
    fc.property(reason, (text) => {
      const field = fieldsOf(csvLine({ ...row, reason: text })).at(8) ?? '';
      expect(field).not.toMatch(/^[=+\-@\t\r\n]/);
      expect(field.replace(/^'/, '')).toBe(text.replace(/^'/, ''));
    }),
  );
});

it('writes JSON on one line each', () => {
  expect(jsonLine({ ...row, reason: 'a\nb' }).split('\n')).toHaveLength(2);
});

/** RFC 4180 as a spreadsheet reads it. */
function fieldsOf(line: string): string[] {
  const found = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))(?=,|\r\n$)/g);
  return [...found].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}
