import type { Cause } from '~/server/simulator/api/api-error';
import { digNumber, digObject, digText, type KubeObject } from '~/server/simulator/api/object';
import { invalid, required } from './field-error';

/** What is wrong with a HorizontalPodAutoscaler: its bounds and what it scales. */
export function autoscalerProblems(object: KubeObject): Cause[] {
  const spec = digObject(object, 'spec') ?? {};
  const [least, most] = [digNumber(spec, 'minReplicas'), digNumber(spec, 'maxReplicas') ?? 0];
  const found: Cause[] = [];
  if (least !== undefined && least < 1)
    found.push(invalid('spec.minReplicas', least, 'must be greater than or equal to 1'));
  if (most < 1) found.push(invalid('spec.maxReplicas', most, 'must be greater than 0'));
  if (least !== undefined && most < least)
    found.push(invalid('spec.maxReplicas', most, 'must be greater than or equal to `minReplicas`'));
  for (const field of ['kind', 'name'])
    if (!digText(spec, 'scaleTargetRef', field)) found.push(required(`spec.scaleTargetRef.${field}`));
  return found;
}
