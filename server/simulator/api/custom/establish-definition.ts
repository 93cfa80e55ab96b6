import type { Clock } from '~/server/kernel/clock';
import { digObject, type JsonObject, type KubeObject, timestamp } from '~/server/simulator/api/object';
import type { Objects } from '~/server/simulator/api/write/objects';

const APISERVER = { manager: 'kube-apiserver', subresource: 'status' };

/** Accepts the names of a new CustomResourceDefinition and reports it as established, as the server's controllers do. */
export function establishDefinition(objects: Objects, clock: Clock, { metadata, status }: KubeObject): void {
  if (Array.isArray(digObject({ status }, 'status')?.['conditions'])) return;
  const at = { apiVersion: 'apiextensions.k8s.io/v1', plural: 'customresourcedefinitions', name: metadata.name };
  objects.change(
    at,
    (draft) => {
      const names = digObject(draft, 'spec', 'names') ?? {};
      draft['status'] = {
        ...digObject(draft, 'status'),
        conditions: conditionsAt(timestamp(clock.now())),
        acceptedNames: names,
      };
    },
    APISERVER,
  );
}

const conditionsAt = (lastTransitionTime: string): JsonObject[] => [
  {
    type: 'NamesAccepted',
    status: 'True',
    lastTransitionTime,
    reason: 'NoConflicts',
    message: 'no conflicts found',
  },
  {
    type: 'Established',
    status: 'True',
    lastTransitionTime,
    reason: 'InitialNamesAccepted',
    message: 'the initial names have been accepted',
  },
];
