import { readFileSync } from 'node:fs';
import { agentFolder, buildAgent, startAgent } from '~/server/gateway/testing/agent-process';

/** The agent of one member, as a process of its own. */
export type BenchAgent = { residentMb(): number; stop(): Promise<void> };

/** Starts the built agent beside a member; the hub may not know of it yet. */
export function startBenchAgent(
  hub: { url: string; ca: string; joinToken: string },
  { kubeconfig, context }: { kubeconfig: string; context: string },
): BenchAgent {
  buildAgent();
  const { folder, remove } = agentFolder();
  const agent = startAgent({
    ...{ hub: hub.url, ca: hub.ca, token: hub.joinToken, name: context, context, state: folder },
    kubeconfig: readFileSync(kubeconfig, 'utf8'),
  });
  return {
    residentMb: () => {
      const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${agent.child.pid}/status`, 'utf8'))?.[1];
      return Number(kilobytes) / 1024;
    },
    stop: async () => {
      await agent.stop();
      remove();
    },
  };
}
