import { humanDuration } from '~/server/kernel/human-duration';
import { at, list, text } from '~/server/kernel/json';
import type { HubObject } from './hub-object';
import type { HubPlural } from './kinds';

/** A column of `kubectl get`; `wide` ones are shown with `-o wide` alone. */
export type HubColumn = {
  name: string;
  type: 'string' | 'integer' | 'date';
  wide?: boolean;
  cell(object: HubObject, now: Date): string | number | null;
};

const column = (name: string, cell: HubColumn['cell'], type: HubColumn['type'] = 'string'): HubColumn => ({
  ...{ name, cell, type },
});
const wide = (...given: Parameters<typeof column>): HubColumn => ({ ...column(...given), wide: true });

const NAME = column('Name', ({ metadata }) => metadata.name);
const AGE = column('Age', ({ metadata }, now) => humanDuration(now.getTime() - Date.parse(metadata.creationTimestamp)));

const word =
  (...path: string[]) =>
  (object: HubObject) =>
    text(at(object, ...path)) || '<none>';
const number =
  (...path: string[]) =>
  (object: HubObject) =>
    Number(at(object, ...path) ?? 0);
const condition = (object: HubObject, type: string) =>
  list(at(object, 'status', 'conditions')).find((one) => at(one, 'type') === type);

export const COLUMNS: Record<HubPlural, readonly HubColumn[]> = {
  applications: [
    NAME,
    column('Team', word('spec', 'team')),
    column('Revision', ({ metadata }) => metadata.generation ?? null, 'integer'),
    column('Clusters', number('status', 'clusterCount'), 'integer'),
    column('Ready', (object) => `${number('status', 'ready')(object)}/${number('status', 'wanted')(object)}`),
    column('Drifted', number('status', 'drifted'), 'integer'),
    AGE,
    wide('Applied', (object) => text(at(condition(object, 'Applied'), 'reason')) || '<none>'),
    wide('Health', (object) => text(at(condition(object, 'Ready'), 'message')) || '<none>'),
    wide('Author', word('status', 'author')),
  ],
  placements: [
    NAME,
    column('Affinities', ({ spec }) =>
      list(spec['clusterAffinities'])
        .map((one) => text(at(one, 'name')))
        .join(','),
    ),
    column('Scheduling', word('spec', 'replicaScheduling', 'type')),
    AGE,
  ],
  overrides: [
    NAME,
    column('Application', ({ metadata }) => metadata.name.split('.')[0] ?? ''),
    column('Priority', number('spec', 'priority'), 'integer'),
    column('Overriders', ({ spec }) =>
      list(spec['overriders'])
        .map((one) => text(at(one, 'type')))
        .join(','),
    ),
    AGE,
  ],
  clusters: [
    NAME,
    column('Status', word('status', 'health')),
    column('Environment', word('spec', 'environment')),
    column('Region', word('spec', 'region')),
    column('Zone', word('spec', 'zone')),
    column('Version', word('status', 'version')),
    AGE,
    wide('Provider', word('spec', 'provider')),
    wide('State', word('status', 'state')),
    wide('Reason', word('status', 'reason')),
  ],
};
