import { describe, expect, it } from 'vitest';
import { lastWriter } from './field-writer';

const label = (key: string) => ({ 'f:metadata': { 'f:labels': { [`f:${key}`]: {} } } });
const node = {
  metadata: {
    name: 'n1',
    managedFields: [
      { manager: 'kubelet', time: '2026-01-01T00:00:00Z', fieldsV1: label('zone') },
      { manager: 'kubectl-edit', time: '2026-03-01T00:00:00Z', fieldsV1: label('zone') },
      { manager: 'someone', time: '2026-02-01T00:00:00Z', fieldsV1: label('other') },
    ],
  },
};

describe('lastWriter', () => {
  it('names the last of those who own the field', () => {
    expect(lastWriter(node, ['metadata', 'labels', 'zone'])).toEqual({
      manager: 'kubectl-edit',
      at: '2026-03-01T00:00:00Z',
    });
  });

  it('knows nobody where nobody is recorded, whatever the member sent', () => {
    expect(lastWriter(node, ['metadata', 'labels', 'missing'])).toBeNull();
    expect(lastWriter({ metadata: { name: 'n', managedFields: 'x' } }, ['a'])).toBeNull();
    expect(
      lastWriter({ metadata: { name: 'n', managedFields: [{ fieldsV1: { 'f:a': null } }] } }, ['a', 'b']),
    ).toBeNull();
  });
});
