import { describe, expect, it } from 'vitest';
import { servedVersion } from './served-version';

const versions = [
  { group: 'batch', version: 'v1', plural: 'cronjobs' },
  { group: 'batch', version: 'v1beta1', plural: 'cronjobs' },
] as const;
const never = new AbortController().signal;
const list = (...names: string[]) => ({
  status: 200,
  body: JSON.stringify({ resources: names.map((name) => ({ name })) }),
});
const member = (answers: Record<string, { status: number; body: string }>) => ({
  raw: async (path: string) => answers[path] ?? { status: 404, body: '' },
});

describe('servedVersion', () => {
  it('takes the newest that the member serves', async () => {
    const now = member({ '/apis/batch/v1': list('jobs', 'cronjobs'), '/apis/batch/v1beta1': list('cronjobs') });
    expect((await servedVersion(now, versions, never)).version).toBe('v1');
    const old = member({ '/apis/batch/v1': list('jobs'), '/apis/batch/v1beta1': list('cronjobs') });
    expect((await servedVersion(old, versions, never)).version).toBe('v1beta1');
  });

  it('takes the newest when there is none, and asks again while the member is away', async () => {
    expect((await servedVersion(member({}), versions, never)).version).toBe('v1');
    let tries = 0;
    const away = {
      raw: async (path: string) => {
        tries += 1;
        if (tries === 1) throw new Error('away');
        return path.endsWith('v1beta1') ? list('cronjobs') : list('jobs');
      },
    };
    expect((await servedVersion(away, versions, never, async () => undefined)).version).toBe('v1beta1');
  });
});
