import { runKubectl } from './run-kubectl';
import { withKubeconfigs } from './with-kubeconfigs';

/** `logs`, `exec`, `port-forward`: kubectl itself, in one cluster that is named first. */
export const within =
  (command: string) =>
  async ([cluster, ...words]: string[]): Promise<void> => {
    if (!/^[a-z0-9-]+$/.test(cluster ?? '')) throw new Error(`${command} needs the name of a cluster first`);
    process.exitCode = await withKubeconfigs((fileFor) =>
      runKubectl(['--kubeconfig', fileFor(cluster ?? ''), command, ...words]),
    );
  };
