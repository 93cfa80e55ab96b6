import { describe, expect, it } from 'vitest';
import { actionsOf, isGrave } from './actions-of';

describe('what can be done with an object', () => {
  it.each([
    [{ group: 'apps', plural: 'deployments' }, ['restart', 'scale', 'undo', 'pause', 'delete']],
    [{ group: 'apps', plural: 'deployments', paused: true }, ['restart', 'scale', 'undo', 'resume', 'delete']],
    [{ group: 'batch', plural: 'cronjobs' }, ['pause', 'delete']],
    [{ group: '', plural: 'nodes' }, ['cordon', 'drain', 'delete']],
    [{ group: '', plural: 'nodes', unschedulable: true }, ['uncordon', 'drain', 'delete']],
    [{ group: 'example.org', plural: 'deployments' }, ['delete']],
  ])('%o', (subject, actions) => {
    expect(actionsOf(subject)).toEqual(actions);
  });

  it('asks for the name before what all share, or what holds data, is deleted', () => {
    expect(isGrave({ group: '', plural: 'namespaces' })).toBe(true);
    expect(isGrave({ group: '', plural: 'persistentvolumeclaims', namespace: 'a' })).toBe(true);
    expect(isGrave({ group: '', plural: 'pods', namespace: 'a' })).toBe(false);
  });
});
