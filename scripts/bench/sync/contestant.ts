import { monitorEventLoopDelay } from 'node:perf_hooks';

export type SyncResult = {
  seconds: number;
  rss_mb: number;
  loop_stall_ms: number;
  cpu_seconds: number;
  objects: number;
};

/** Times one way of reading the fleet, with the process's own peak of memory and its longest stall, and prints both. */
export async function contestant(read: () => Promise<number>): Promise<void> {
  const loop = monitorEventLoopDelay({ resolution: 5 });
  await new Promise((resolve) => setTimeout(resolve, 200));
  loop.enable();
  const before = process.cpuUsage();
  const began = performance.now();
  const objects = await read();
  const seconds = (performance.now() - began) / 1000;
  loop.disable();
  const cpu = process.cpuUsage(before);
  const result: SyncResult = {
    seconds,
    objects,
    rss_mb: process.resourceUsage().maxRSS / 1024,
    loop_stall_ms: loop.max / 1e6,
    cpu_seconds: (cpu.user + cpu.system) / 1e6,
  };
  process.stdout.write(`\n${JSON.stringify(result)}\n`, () => process.exit(0));
}
