import type { KindRef } from '~/server/objects/model/ref';
import type { Cell } from '~/server/objects/model/table';
import type { StatusWord } from '../../ui/status-words';

const WORDS: Record<string, StatusWord> = {
  Running: 'healthy',
  Ready: 'healthy',
  Active: 'healthy',
  Bound: 'healthy',
  Available: 'healthy',
  Completed: 'suspended',
  Succeeded: 'suspended',
  Complete: 'suspended',
  Suspended: 'suspended',
  'Ready,SchedulingDisabled': 'suspended',
  Pending: 'progressing',
  ContainerCreating: 'progressing',
  PodInitializing: 'progressing',
  Terminating: 'progressing',
  Released: 'degraded',
  Unknown: 'unknown',
  NotReady: 'failed',
  Failed: 'failed',
  Evicted: 'failed',
  OOMKilled: 'failed',
  Lost: 'failed',
};

/** kubelet's reasons for a container that cannot run all end alike: CrashLoopBackOff, ErrImagePull, CreateContainerError. */
const FAILED = /BackOff$|Error$|^Err|^Invalid|Failed$/;

/**
 * Our word for what a member printed in its Status column (of events: Type), so that it has shape and colour. Undefined for
 * words that say nothing of a state. Source: printers of k8s.io/kubernetes/pkg/printers/internalversion.
 */
export function cellStatus({ group, plural }: KindRef, column: string, cell: Cell): StatusWord | undefined {
  if (typeof cell !== 'string') return undefined;
  if (plural === 'events') return column === 'Type' && cell === 'Warning' ? 'degraded' : undefined;
  const isNode = group === '' && plural === 'nodes';
  if (column !== 'Status') return undefined;
  const known = WORDS[cell];
  if (known) return known;
  if (FAILED.test(cell)) return 'failed';
  if (cell.startsWith('Init:')) return 'progressing';
  return isNode && cell.startsWith('NotReady') ? 'failed' : undefined;
}
