import { describe, expect, it } from 'vitest';
import { RuleInput, type RuleRow } from '~/server/notifications/model/rule';
import { draftOf, inputOf, namesIn } from './rule-draft';

const given = { team: 'shop', timeZone: 'Europe/Berlin', language: 'en' as const };
const rule: RuleRow = {
  ...{ id: '00000000-0000-4000-8000-000000000001', name: 'On duty', team: 'shop', kinds: ['drift'], enabled: false },
  scope: { clusters: { by: 'name', names: ['one', 'two'] }, namespaces: ['shop'], environments: null },
  channels: ['00000000-0000-4000-8000-000000000002'],
  grouping: { wait: 10, interval: 60 },
  ...{ timeZone: 'Asia/Shanghai', quiet: { from: '20:00', to: '07:30', graveBreaks: false }, language: 'zh-CN' },
  ...{ lastToldAt: null, editable: true },
};

describe('a rule as it is typed', () => {
  it('is sent as it was when nothing was typed', () => {
    const { lastToldAt: _, editable: __, ...input } = rule;
    expect(inputOf(draftOf(rule, given), rule.id)).toEqual(input);
  });

  it('lacks but name and channel when it is new', () => {
    const draft = draftOf(undefined, given);
    const wrong = RuleInput.safeParse(inputOf(draft, null)).error?.issues.map(({ path }) => path[0]);
    expect(wrong).toEqual(['name', 'channels']);
  });

  it('keeps labels, and takes nothing for all', () => {
    const draft = {
      ...draftOf(rule, given),
      clustersBy: 'label' as const,
      labels: { tier: 'gold' },
      namespaces: ' , ',
    };
    expect(inputOf(draft, null).scope).toEqual({
      clusters: { by: 'label', labels: { tier: 'gold' } },
      ...{ namespaces: null, environments: null },
    });
  });

  it('reads names however they are separated', () => {
    expect(namesIn(' a,b  c，d、e\n')).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});
