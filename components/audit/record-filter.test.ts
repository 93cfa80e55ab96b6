import { describe, expect, it } from 'vitest';
import { RecordListInput } from '~/server/audit/model/record';
import { firstRecordInput, readRecordFilter } from './record-filter';

const at = (query: string) => new URLSearchParams(query);

describe('readRecordFilter', () => {
  it.each([
    ['', { withinHours: 168 }],
    ['within=all', {}],
    ['within=24&person=Ada&action=%20', { withinHours: 24, person: 'Ada' }],
    ['within=24&from=2026-11-25T00:00Z', { from: '2026-11-25T00:00:00.000Z' }],
    [
      'within=9&result=denied,nonsense,applied&kind=intent',
      { withinHours: 168, results: ['applied', 'denied'], kinds: ['intent'] },
    ],
    ['within=all&from=yesterday', {}],
  ])('of %s', (query, filter) => {
    expect(readRecordFilter(at(query))).toEqual(filter);
  });

  it('asks what the hub takes', () => {
    const query = 'q=web&sort=at.desc&team=shop&namespace=default&cluster=one,two&region=eu&result=failed';
    expect(RecordListInput.safeParse(firstRecordInput(at(query))).error).toBeUndefined();
  });
});
