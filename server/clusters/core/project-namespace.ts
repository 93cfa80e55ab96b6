import { textOrNull } from '~/server/kernel/json';
import type { KubeObject } from '~/server/kube/member';
import { judgeObject } from './judge-object';
import { instant, labelsOf } from './read-object';

export const ENVIRONMENT_KEY = 'portolan.dev/environment';
export const TEAM_KEY = 'portolan.dev/team';

/** A namespace with the environment and team that its labels or annotations name. */
export function projectNamespace(object: KubeObject) {
  const { metadata } = object;
  const labels = labelsOf(metadata.labels);
  const said = (key: string) => textOrNull(labels[key] ?? metadata.annotations?.[key])?.slice(0, 63) ?? null;
  return {
    name: metadata.name,
    uid: metadata.uid ?? '',
    status: judgeObject({ group: '', kind: 'Namespace' }, object)?.status ?? 'unknown',
    environment: said(ENVIRONMENT_KEY),
    team: said(TEAM_KEY),
    labels,
    created_at: instant(metadata.creationTimestamp),
  };
}
