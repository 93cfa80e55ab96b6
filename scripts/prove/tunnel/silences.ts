import { joinTestHub, startTestHub } from '~/server/gateway/testing/tunnelled-member';
import { startScriptedMember } from '~/server/kube/testing/scripted-member';

const GIVE_UP_MS = 30_000;

/** Agents whose end falls silent without a word, each measured in milliseconds until the hub knows that it is away. */
export async function measureSilences(trials: number): Promise<number[]> {
  const hub = await startTestHub();
  const member = await startScriptedMember();
  try {
    const names = Array.from({ length: trials }, (_each, index) => `silent-${index}`);
    const sockets: Awaited<ReturnType<typeof joinTestHub>>[] = [];
    for (const name of names) sockets.push(await joinTestHub(hub, member.member, name));
    return await Promise.all(
      names.map(async (name, index) => {
        // at another moment between two pings each
        await pause((index / trials) * 4000);
        sockets[index]?.pause();
        const began = performance.now();
        while (hub.tunnels.find(name) && performance.now() - began < GIVE_UP_MS) await pause(20);
        return performance.now() - began;
      }),
    );
  } finally {
    await hub.stop();
    await member.stop();
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
