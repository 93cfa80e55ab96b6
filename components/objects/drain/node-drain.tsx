'use client';
import type { NodeRef } from '~/server/objects/model/drain';
import { DrainProgress } from './drain-progress';
import { useDrain } from './use-drain';

const DAY_MS = 86_400_000;

/** The drain of a node, while it runs and for a day after; nothing where there was none. */
export function NodeDrain({ node }: { node: NodeRef }) {
  const { drain } = useDrain(node);
  const isOld = drain !== undefined && drain.state !== 'running' && Date.now() - Date.parse(drain.updatedAt) > DAY_MS;
  if (!drain || isOld) return null;
  return (
    <div className="rounded-lg border border-line bg-sheet p-4">
      <DrainProgress drain={drain} />
    </div>
  );
}
