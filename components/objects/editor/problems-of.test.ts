import { describe, expect, it } from 'vitest';
import { problemsOf } from './problems-of';

const refusal = (said: string, causes: { field: string; message: string }[] = []) => ({
  ...{ code: 'refused' as const, cause: null, said, line: null, causes },
});
const fields = (...of: Parameters<typeof problemsOf>) =>
  problemsOf(...of).map(({ field, severity }) => [field, severity]);

describe('what a member says of a text', () => {
  it('is placed at the fields that a refusal names as causes', () => {
    expect(fields(refusal('invalid', [{ field: 'spec.replicas', message: 'negative' }]), [])).toEqual([
      ['spec.replicas', 'error'],
    ]);
  });

  it('is placed at every field that strict decoding does not know', () => {
    const said =
      'strict decoding error: unknown field "spec.foo", duplicate field "spec.template.spec.containers[0].image"';
    expect(fields(refusal(said), [])).toEqual([
      ['spec.foo', 'error'],
      ['spec.template.spec.containers[0].image', 'error'],
    ]);
  });

  it.each([
    ['unknown field "spec.foo"', 'spec.foo'],
    [
      'spec.template.spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14',
      'spec.template.spec.nodeSelector[beta.kubernetes.io/os]',
    ],
    ['metadata.finalizers: prefer a domain-qualified name', 'metadata.finalizers'],
    ['policy/v1beta1 PodDisruptionBudget is deprecated: use policy/v1', ''],
  ])('as the warning %s is placed at "%s"', (warning, field) => {
    expect(fields(null, [warning])).toEqual([[field, 'warning']]);
  });
});
