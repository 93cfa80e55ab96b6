import type { DriftedField } from '../model/drift';
import type { ObjectKey } from '../model/inventory';
import type { ActiveRule } from '../ports/watch';
import { isWithin } from './find-drift';

type Drifted = ObjectKey & { application: string; cluster: string };

/** Whether nobody needs to hear of this drift: some rule agrees with all of it, and with the field or what it lies in. */
export const isIgnored = (
  rules: readonly ActiveRule[],
  object: Drifted,
  { path, by }: Pick<DriftedField, 'path' | 'by'>,
): boolean =>
  rules.some(
    (rule) =>
      rule.application === object.application &&
      agrees(rule.cluster, object.cluster) &&
      agrees(rule.kind, object.kind) &&
      agrees(rule.name, object.name) &&
      agrees(rule.manager, by?.manager) &&
      (rule.path === null || isWithin(path, rule.path)),
  );

const agrees = (asked: string | null, has: string | undefined) => asked === null || asked === has;

/** https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/: it scales as the controller manager. */
const SCALES = 'kube-controller-manager';

/** Replicas that an autoscaler has set are its own, whatever the template begins with. */
export const isControllers = ({ path, by }: DriftedField): boolean =>
  path === 'spec.replicas' && by?.manager === SCALES;
