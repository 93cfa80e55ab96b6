import { watchLoop } from './watch-loop';

export type SyncResult = {
  seconds: number;
  rss_mb: number;
  loop_stall_ms: number;
  /** The longest stall without the time for which the machine gave the process no core. */
  own_stall_ms: number;
  cpu_seconds: number;
  objects: number;
};

/** Times one way of reading the fleet, with the process's own peak of memory and its longest stall, and prints all. */
export async function contestant(read: () => Promise<number>): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 200));
  const stallSoFar = watchLoop();
  const before = process.cpuUsage();
  const began = performance.now();
  const objects = await read();
  const seconds = (performance.now() - began) / 1000;
  const { longestMs, longestOwnMs } = stallSoFar();
  const cpu = process.cpuUsage(before);
  const result: SyncResult = {
    seconds,
    objects,
    rss_mb: process.resourceUsage().maxRSS / 1024,
    loop_stall_ms: longestMs,
    own_stall_ms: longestOwnMs,
    cpu_seconds: (cpu.user + cpu.system) / 1e6,
  };
  process.stdout.write(`\n${JSON.stringify(result)}\n`, () => process.exit(0));
}
