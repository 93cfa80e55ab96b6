import type { Reference } from '~/server/federation/model/preview';

export const ReferenceText = ({ reference: { kind, namespace, name } }: { reference: Reference }) => (
  <span className="font-mono text-xs">
    {kind} {namespace}/{name}
  </span>
);
