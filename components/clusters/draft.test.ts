import { describe, expect, it } from 'vitest';
import type { ConnectionReport } from '~/server/clusters/model/registration';
import { newDraft, problemsOf, toRegistration, withReport } from './draft';

const access = { by: 'token', server: 'https://a:6443', token: 'x' } as const;
const report = {
  checks: [
    { check: 'credential', outcome: 'failed', detail: 'the token has expired', field: 'access.token' },
    { check: 'rights', outcome: 'warning', detail: 'no', field: 'access.server' },
  ],
  suggested: { environment: null, provider: 'openstack', region: 'eu', zone: 'eu-a', nodes: 3 },
} as unknown as ConnectionReport;

describe('a draft', () => {
  it('leaves out what was left empty', () => {
    const draft = {
      ...newDraft('1', ' east ', access),
      place: { environment: 'dev', provider: ' ', region: '', zone: '' },
    };
    expect(toRegistration(draft)).toEqual({ name: 'east', access, environment: 'dev', labels: {}, annotations: {} });
  });

  it('takes suggestions only where the person wrote nothing', () => {
    const draft = {
      ...newDraft('1', 'east', access),
      place: { environment: '', provider: '', region: 'mine', zone: '' },
    };
    expect(withReport(draft, report).place).toEqual({
      environment: '',
      provider: 'openstack',
      region: 'mine',
      zone: 'eu-a',
    });
  });

  it('shows each failure at its field, and warnings at none', () => {
    expect(problemsOf(report, { name: 'is taken' }, (check) => check.detail)).toEqual({
      token: 'the token has expired',
      name: 'is taken',
    });
  });
});
