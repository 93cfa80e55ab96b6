import { ReadyOf } from '../clusters/cluster-cells';
import { Quantity } from '../ui/quantity';

/** Replicas that are ready, of those that are wanted; a dash for an application that has none, of ConfigMaps alone say. */
export function ReplicasOf({ ready, wanted }: { ready: number; wanted: number }) {
  if (wanted === 0 && ready === 0) return <Quantity of={null} as="count" />;
  return <ReadyOf ready={ready} of={wanted} />;
}
