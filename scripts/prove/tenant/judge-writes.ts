import type { Grants } from './generate-case';
import { OTHER, type Write } from './recorded-member';

/** What was written that was not this team's to write, in sentences. */
export function judgeWrites(grants: Grants, writes: readonly Write[]): string[] {
  return writes.flatMap((write) => {
    const what = `${write.verb} ${write.plural} ${write.namespace}/${write.name} in ${write.cluster}`;
    const grant = grants[write.cluster];
    const isGranted = grant?.whole || (write.namespace !== '' && grant?.namespaces.includes(write.namespace));
    return [
      ...(isGranted ? [] : [`${what}: outside of the grant`]),
      ...(write.owner === OTHER ? [`${what}: another application's object`] : []),
    ];
  });
}
