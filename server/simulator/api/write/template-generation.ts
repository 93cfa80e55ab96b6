import { dig, type KubeObject } from '~/server/simulator/api/object';
import { isSame } from '~/server/simulator/api/patch/json-patch';

/** What is left of a field of long ago: DaemonSets count the changes of their template in an annotation. */
export const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation';

export function withTemplateGeneration(before: KubeObject | undefined, next: KubeObject): KubeObject {
  const old = Number(before?.metadata.annotations?.[TEMPLATE_GENERATION] ?? 0);
  const isChanged = !isSame(before && dig(before, 'spec', 'template'), dig(next, 'spec', 'template'));
  const annotations = { ...next.metadata.annotations, [TEMPLATE_GENERATION]: String(old + (isChanged ? 1 : 0)) };
  return { ...next, metadata: { ...next.metadata, annotations } };
}
