import type { ApiError } from '~/server/simulator/api/api-error';
import { cannotDecode, noProblems, WrongType } from '~/server/simulator/api/decode/decode-problems';
import { judgeFields } from '~/server/simulator/api/field-validation';
import type { KubeObject } from '~/server/simulator/api/object';
import type { Resource } from '~/server/simulator/api/registry';
import type { Writer } from './writer';

/**
 * An object as the server takes it: pruned, defaulted, in its own form. What is dropped is warned of;
 * a value that its field cannot hold is refused with 400, or as `refuse` says. What an apply merged is taken
 * with `readApplied`.
 */
export function readObject(
  { registry, fieldValidation, warnings }: Writer,
  target: Resource,
  given: KubeObject,
  refuse: (why: string) => ApiError = (why) => cannotDecode(target.kind.kind, target.version, why),
  how: 'read' | 'readApplied' = 'read',
): KubeObject {
  const problems = noProblems();
  try {
    const object = registry.typeOf(target)[how](given, problems);
    warnings.push(...judgeFields(problems, fieldValidation, refuse));
    return { ...object, metadata: { ...object.metadata, name: object.metadata.name ?? '' } };
  } catch (error) {
    if (error instanceof WrongType) throw refuse(error.message);
    throw error;
  }
}
