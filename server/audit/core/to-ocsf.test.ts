import { expect, it } from 'vitest';
import type { KeptEntry } from '../model/entry';
import { toOcsf, toPlain } from './to-ocsf';

const entry: KeptEntry = {
  ...{ seq: 7, id: 'id', kind: 'intent', intent: null, at: '2026-11-25T00:00:00.000Z', hash: 'ab' },
  ...{ actorId: 'ada', actorName: 'Ada', tokenId: null, tokenName: null, action: 'objects.act', teams: [] },
  ...{ clusters: ['one'], namespaces: ['shop'], outcome: null, requestId: 'r', body: {} },
};
const byToken = { ...entry, tokenId: 'token-id', tokenName: 'pipeline' };

it('names who acted, and the program where a token did', () => {
  expect(toOcsf({ entry, of: undefined })['actor']).toEqual({ user: { name: 'Ada', uid: 'ada' }, authorizations: [] });
  expect(toOcsf({ entry: byToken, of: undefined })['actor']).toMatchObject({
    user: { name: 'Ada', credential_uid: 'token-id' },
    app_name: 'pipeline',
  });
});

it('says of an outcome who wanted it', () => {
  const outcome: KeptEntry = { ...entry, kind: 'outcome', actorId: null, actorName: null, outcome: 'applied' };
  expect(toOcsf({ entry: outcome, of: byToken })).toMatchObject({ status_id: 1, actor: { app_name: 'pipeline' } });
});

it('is plain as it is kept', () => expect(toPlain({ entry: byToken, of: undefined })).toEqual(byToken));
