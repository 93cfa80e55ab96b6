import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RegisteredCluster } from '../ports';
import { judgeIntroduction } from './judge-introduction';
import { matchesName } from './match-name';

const token = (names: string, autoApprove = false) => ({ id: 't', names, labels: {}, autoApprove });
const cluster = (name: string): RegisteredCluster => ({
  ...{ id: `id-${name}`, name, state: 'active', revision: 1, kubeSystemUid: `uid-${name}`, mode: 'push' },
});
const nobody = { byName: undefined, byUid: undefined };
const asking = (name?: string) => ({ name, kubeSystemUid: 'uid' });

describe('an agent that introduces itself', () => {
  it.each([
    ['edge-1', undefined, 'edge-1'],
    ['edge-1', 'edge-1', 'edge-1'],
    ['edge-*', 'edge-7', 'edge-7'],
  ])('with a token for %s and the name %s becomes %s', (names, asked, name) => {
    const wanted = { ok: true, name, cluster: undefined, approve: false };
    expect(judgeIntroduction(token(names), asking(asked), nobody)).toEqual(wanted);
  });

  it.each([
    ['edge-1', 'edge-2', /asks for the name edge-2, and this token is for edge-1/],
    ['edge-*', undefined, /names no cluster/],
    ['edge-*', 'prod-1', /this token is for edge-/],
    ['*', 'Not A Name', /asks for the name/],
  ])('with a token for %s and the name %s is refused', (names, asked, sentence) => {
    const judged = judgeIntroduction(token(names), asking(asked), nobody);
    expect(judged).toMatchObject({ ok: false, sentence: expect.stringMatching(sentence) });
  });

  it('is refused a name that another cluster has, and a second name for the same cluster', () => {
    const taken = { byName: cluster('edge-1'), byUid: undefined };
    expect(judgeIntroduction(token('edge-1'), asking(), taken)).toMatchObject({
      sentence: expect.stringContaining('the name edge-1 belongs to another cluster'),
    });
    const twice = { byName: undefined, byUid: cluster('paris') };
    expect(judgeIntroduction(token('edge-1'), asking(), twice)).toMatchObject({
      sentence: expect.stringContaining('registered already, as paris'),
    });
  });

  it('is let in by its token alone only where it makes a new cluster', () => {
    expect(judgeIntroduction(token('paris', true), asking(), nobody)).toMatchObject({ approve: true });
    const own = { byName: cluster('paris'), byUid: cluster('paris') };
    expect(judgeIntroduction(token('paris', true), asking(), own)).toMatchObject({ ok: true, approve: false });
  });

  it('never gets a name that its token does not allow', () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/);
    fc.assert(
      fc.property(label, label, label, (before, after, asked) => {
        const names = `${before}*${after}`;
        const judged = judgeIntroduction(token(names), asking(asked), nobody);
        expect(judged.ok).toBe(new RegExp(`^${before}.*${after}$`).test(asked) && asked.length >= names.length - 1);
        expect(matchesName(names, `${before}x${after}`)).toBe(true);
      }),
    );
  });
});
