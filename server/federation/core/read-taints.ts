import { ClusterTaint, TAINT_EFFECTS } from '../model/placement';

/** The annotation of a registration that keeps applications out: `key=value:NoSchedule,other:NoExecute`. */
export const TAINTS = 'portolan.dev/taints';

/**
 * Taints as kubectl writes them. One that cannot be read keeps out all that does not tolerate it by its whole text: a slip of the
 * pen must not open a cluster that somebody meant to close.
 */
export function readTaints(annotation: string | undefined): ClusterTaint[] {
  const written = (annotation ?? '').split(',').map((one) => one.trim());
  return written.filter((one) => one !== '').map(readTaint);
}

function readTaint(written: string): ClusterTaint {
  const [, key, value = '', effect] = /^([^=:\s]+)(?:=([^:\s]*))?:(\w+)$/.exec(written) ?? [];
  const known = TAINT_EFFECTS.find((one) => one === effect);
  const taint = ClusterTaint.safeParse({ key, value, effect: known });
  return taint.success ? taint.data : { key: written.slice(0, 317), value: '', effect: 'NoSchedule' };
}
