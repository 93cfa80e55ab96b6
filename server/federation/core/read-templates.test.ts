import { describe, expect, it } from 'vitest';
import type { Json } from '~/server/kernel/json';
import { namespacesOf, readTemplates } from './read-templates';

const web = (metadata: Json = {}, more: Json = {}): Json => ({
  ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop', ...metadata } },
  ...more,
});

describe('templates', () => {
  it('are taken without what a server has written into them', () => {
    const copied = web(
      { uid: 'u', resourceVersion: '7', managedFields: [{}], labels: { app: 'web' } },
      { status: { replicas: 2 } },
    );
    const { templates, issues } = readTemplates([copied]);
    expect(issues).toEqual([]);
    expect(templates[0]?.object).toEqual(web({ labels: { app: 'web' } }));
  });

  const refused: [string, Json, string][] = [
    ['without a kind', { apiVersion: 'v1', metadata: { name: 'a' } }, 'apiVersion and kind'],
    ['without a name', web({ name: '' }), 'metadata.name'],
    ['named by the server', web({ name: '', generateName: 'web-' }), 'metadata.name'],
    ['with a name that leads elsewhere', web({ name: 'a/b' }), 'metadata.name'],
    ['in a namespace that is none', web({ namespace: 'Shop/x' }), 'no namespace'],
    ['that somebody else owns', web({ ownerReferences: [{ uid: 'u' }] }), 'does not deliver'],
    ['that cannot be deleted', web({ finalizers: ['example.com/x'] }), 'does not deliver'],
    ['that is a list', { apiVersion: 'v1', kind: 'List', items: [web()] }, 'List'],
    [
      'that holds a secret',
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, stringData: { a: 'b' } },
      'Secrets',
    ],
  ];
  it.each(refused)('%s is refused at its place', (_what, template, said) => {
    const { templates, issues } = readTemplates([web({ name: 'other' }), template]);
    expect(templates).toHaveLength(1);
    expect(issues[0]?.path.slice(0, 3)).toEqual(['spec', 'templates', 1]);
    expect(issues[0]?.message).toContain(said);
  });

  it('that are the same object in two versions are told', () => {
    const { issues } = readTemplates([web(), { ...web(), apiVersion: 'apps/v1beta1' }]);
    expect(issues[0]?.message).toBe('is the same object as template 1');
  });

  it('have namespaces; none is one of them', () => {
    const { templates } = readTemplates([web(), { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }]);
    expect(namespacesOf(templates)).toEqual(['', 'shop']);
  });
});
