import { describe, expect, it } from 'vitest';
import { EMPTY_FORM, isEmptyEdit, planPlaceEdit } from './plan-place-edit';

describe('planPlaceEdit', () => {
  it('asks for nothing when nothing was said', () => {
    const half = {
      ...EMPTY_FORM,
      region: { how: 'set' as const, value: ' ' },
      labels: [{ id: 1, key: ' ', value: 'x', remove: false }],
    };
    expect(isEmptyEdit(planPlaceEdit(half))).toBe(true);
  });

  it('keeps apart setting, clearing and leaving alone', () => {
    const edit = planPlaceEdit({
      ...EMPTY_FORM,
      zone: { how: 'remove' },
      region: { how: 'set', value: 'eu ' },
      labels: [
        { id: 1, key: 'tier', value: 'edge', remove: false },
        { id: 2, key: 'old', value: 'ignored', remove: true },
      ],
    });
    expect(edit).toEqual({ region: 'eu', zone: null, labels: { tier: 'edge', old: null }, annotations: {} });
  });
});
