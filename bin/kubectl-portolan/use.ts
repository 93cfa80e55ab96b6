import { runKubectl } from './run-kubectl';
import { seenNames } from './seen-clusters';

/** `use CLUSTER`: makes it the current context of one's kubeconfig. */
export async function use([cluster]: string[]): Promise<void> {
  if (!cluster) throw new Error('use needs the name of a cluster');
  if (!(await seenNames()).includes(cluster)) throw new Error(`you see no cluster ${cluster}`);
  process.exitCode = await runKubectl(['config', 'use-context', cluster]);
}
