import type { Cause } from '~/server/simulator/api/api-error';
import { dig, digList, digObject, type JsonObject, type KubeObject } from '~/server/simulator/api/object';
import { labelsProblems, portProblems } from './names';

/** What is wrong with a NetworkPolicy: the labels it selects by, and its ports. */
export function networkPolicyProblems(object: KubeObject): Cause[] {
  const spec = digObject(object, 'spec') ?? {};
  const rules = (which: 'ingress' | 'egress') =>
    digList(spec, which).flatMap((rule, index) =>
      portsProblems(`spec.${which}[${index}].ports`, digList(rule, 'ports')),
    );
  return [
    ...labelsProblems('spec.podSelector.matchLabels', dig(spec, 'podSelector', 'matchLabels')),
    ...rules('ingress'),
    ...rules('egress'),
  ];
}

const portsProblems = (path: string, ports: readonly JsonObject[]): Cause[] =>
  ports.flatMap(({ port }, index) => (port === undefined ? [] : portProblems(`${path}[${index}].port`, port)));
