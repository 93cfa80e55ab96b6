import type { LabelSelector } from '~/server/kernel/label-selector';
import { digList, digObject, isObject, type JsonObject } from '~/server/simulator/api/object';

/**
 * A `LabelSelector` or `NodeSelectorTerm` as objects carry it, with `matchLabels` and `matchExpressions`
 * (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/). None selects nothing, an empty one all.
 */
export function objectSelector(selector: unknown): LabelSelector {
  if (!isObject(selector)) return () => false;
  const equal = Object.entries(digObject(selector, 'matchLabels') ?? {});
  const expressions = digList(selector, 'matchExpressions');
  return (labels = {}) =>
    equal.every(([key, value]) => labels[key] === value) &&
    expressions.every((expression) => holds(expression, labels));
}

function holds({ key, operator, values }: JsonObject, labels: Record<string, string>): boolean {
  const value = labels[String(key)];
  const listed = Array.isArray(values) ? values.map(String) : [];
  switch (operator) {
    case 'In':
      return value !== undefined && listed.includes(value);
    case 'NotIn':
      return value === undefined || !listed.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return value !== undefined && Number(value) > Number(listed[0]);
    case 'Lt':
      return value !== undefined && Number(value) < Number(listed[0]);
    default:
      return false;
  }
}
