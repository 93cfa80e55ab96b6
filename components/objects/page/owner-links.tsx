'use client';
import { apiVersionOf, type ObjectRef } from '~/server/objects/model/ref';
import type { ObjectView } from '~/server/objects/model/view';
import { ScopedLink } from '../../shell/scoped-link';
import { objectHref } from '../object-href';
import { useKinds } from '../use-kinds';

type OwnerLinksProps = { target: ObjectRef; owners: ObjectView['owners'] };

/** Whom an object belongs to; a link where the member serves the owner's kind. */
export function OwnerLinks({ target, owners }: OwnerLinksProps) {
  const { all } = useKinds(target.cluster);
  return (
    <span className="flex flex-col">
      {owners.map(({ apiVersion, kind, name, uid }) => {
        const known = all.find((one) => one.kind === kind && apiVersionOf(one) === apiVersion);
        if (!known) return <span key={uid}>{`${kind} ${name}`}</span>;
        const { group, version, plural, namespaced } = known;
        const place = namespaced && target.namespace !== undefined ? { namespace: target.namespace } : {};
        return (
          <ScopedLink
            key={uid}
            href={objectHref({ cluster: target.cluster, group, version, plural, name, ...place })}
            className="text-accent underline"
          >
            {kind} {name}
          </ScopedLink>
        );
      })}
    </span>
  );
}
