import { describe, expect, it } from 'vitest';
import { conditionStatus } from './condition-status';

describe('a condition', () => {
  it.each([
    ['Ready', 'True', '', 'healthy'],
    ['Ready', 'False', '', 'failed'],
    ['MemoryPressure', 'False', '', 'healthy'],
    ['MemoryPressure', 'True', '', 'failed'],
    ['ReplicaFailure', 'True', '', 'failed'],
    ['NetworkUnavailable', 'False', '', 'healthy'],
    ['Ready', 'Unknown', '', 'unknown'],
    ['Ready', 'False', 'PodCompleted', 'suspended'],
  ])('%s %s %s is %s', (type, status, reason, word) => {
    expect(conditionStatus({ type, status, reason })).toBe(word);
  });
});
