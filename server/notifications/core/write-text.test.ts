import { describe, expect, it } from 'vitest';
import { EVERYWHERE, type GrantScope } from '~/server/teams/model/grant';
import { EVENT_KINDS, type EventKind } from '../model/event';
import { eventOf, failed, failedNode, lost, message, wanted } from '../testing/events';
import { eventLink } from './event-link';
import { PHRASES } from './phrases';
import { slackBody, webhookBody } from './write-payload';
import { writeText } from './write-text';

const HUB = 'https://hub.example';

describe('writeText', () => {
  it('names cluster, object, since when and the page', () => {
    const { subject, text } = writeText(message({ began: [eventOf(failed('prod-1', 'shop', 'web'))] }), HUB);
    expect(subject).toBe('[Portolan] 1 new: prod-1 shop/Deployment web');
    expect(text).toContain('Workload failed: prod-1 shop/Deployment web, since Mar 1, 2026');
    expect(text).toContain('10:00:00 AM UTC');
    expect(text).toContain(`${HUB}/clusters/prod-1/objects/apps/v1/deployments/shop/web`);
    expect(text).toContain('“On duty”');
  });

  it('speaks Chinese, in the time zone of the rule', () => {
    const began = [eventOf(lost('prod-1')), eventOf(lost('prod-2'))];
    const ended = [eventOf(failedNode('prod-1', 'n1'), '2026-03-01T11:00:00.000Z')];
    const { subject, text } = writeText(message({ language: 'zh-CN', timeZone: 'Asia/Shanghai', began, ended }), HUB);
    expect(subject).toBe('[Portolan] 新增 2 项，结束 1 项');
    expect(text).toContain('集群无法访问: prod-1');
    expect(text).toMatch(/自 2026年3月1日 GMT\+8 18:00:00 起/);
    expect(text).toMatch(/18:00:00 至 .*19:00:00/);
  });

  it.each(EVENT_KINDS)('says of %s what, where, since when, and where to look', (kind) => {
    for (const language of ['en', 'zh-CN'] as const) {
      const began = [eventOf({ ...failed('prod-1', 'shop', 'web'), kind })];
      const { text } = writeText(message({ language, began }), HUB);
      expect(text).toContain(`${PHRASES[language].kinds[kind]}: prod-1 shop/Deployment web`);
      expect(text).toMatch(/since Mar 1, 2026, 10:00:00 AM UTC|自 2026年3月1日 UTC 10:00:00 起/);
      expect(text).toContain(`${HUB}/clusters/prod-1/objects/apps/v1/deployments/shop/web`);
    }
  });

  it.each<[string, GrantScope]>([
    ['the whole fleet', EVERYWHERE],
    ['a, b / shop', { ...EVERYWHERE, clusters: { by: 'name', names: ['a', 'b'] }, namespaces: ['shop'] }],
    [
      'tier=gold / prod',
      { ...EVERYWHERE, clusters: { by: 'label', labels: { tier: 'gold' } }, environments: ['prod'] },
    ],
    [
      'c0, c1, c2, c3, c4, …',
      { ...EVERYWHERE, clusters: { by: 'name', names: [0, 1, 2, 3, 4, 5].map((n) => `c${n}`) } },
    ],
  ])('says who asks for what on %s', (where, scope) => {
    const { subject, text } = writeText(message({ began: [eventOf(wanted(scope))] }), HUB);
    expect(subject).toBe(`[Portolan] 1 new: Ben asks for operator on ${where}`);
    expect(text).toContain(`Approval wanted: Ben asks for operator on ${where}, since Mar 1, 2026`);
    expect(text).toContain(`${HUB}/teams/requests`);
  });

  it('says of what expires when it does', () => {
    const began = [eventOf(lost('a', { kind: 'certificate-expiring', due: '2026-03-08T10:00:00.000Z' }))];
    expect(writeText(message({ began }), HUB).text).toContain('expires soon: a, due Mar 8, 2026');
  });

  it('shows the first fifty and counts the rest', () => {
    const began = Array.from({ length: 73 }, (_, index) => eventOf(lost(`c${index}`)));
    const { text } = writeText(message({ began }), HUB);
    expect(text.match(/^- Cluster/gm)).toHaveLength(50);
    expect(text).toContain('and 23 more');
  });

  it('says of a test that it is one', () => {
    expect(writeText(message({ rule: null, began: [] }), HUB).subject).toBe('[Portolan] Test');
  });
});

describe('payloads', () => {
  it('carry the id, so that one that comes twice is known', () => {
    const body = JSON.parse(webhookBody('d1', message(), HUB));
    expect(body).toMatchObject({ version: 1, id: 'd1', test: false, counts: { began: 1, ended: 0 } });
    expect(body.began[0]).toMatchObject({ cluster: 'prod-1', object: null, link: `${HUB}/clusters/prod-1` });
  });

  it('let no name become a link or a call to everyone', () => {
    const began = [eventOf(lost('x', { cluster: '<!channel>|&' }))];
    const { text } = JSON.parse(slackBody(message({ rule: '<https://evil.example|here>', began }), HUB));
    expect(text).not.toContain('<!channel>');
    expect(text).not.toContain('<https://evil');
    expect(text).toContain(`<${HUB}/clusters/`);
  });
});

describe('eventLink', () => {
  it.each<[string, EventKind, string | null]>([
    ['/', 'failed-wave', null],
    ['/clusters/a', 'lost-member', 'a'],
  ])('leads to %s', (path, kind, cluster) => {
    expect(eventLink(HUB, eventOf(lost('a', { kind, cluster })))).toBe(`${HUB}${path}`);
  });

  it('leads to a node', () => {
    expect(eventLink(HUB, eventOf(failedNode('a', 'n.1')))).toBe(`${HUB}/clusters/a/objects/core/v1/nodes/n.1`);
  });
});
