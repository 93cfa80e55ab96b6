import { type Goal, median, percentile, round } from '../measure';
import { COMMANDS_AT_ONCE, type Stream, type Taken, type Way } from './measure-ways';

const STREAMS: readonly Stream[] = ['bulk', 'upload', 'download', 'forward'];

/** Figures of all ways and goals of the two through the hub; what the agent holds is in megabytes. */
export function judgeWays(taken: Record<Way, Taken>, resident: { idle: number; busy: number }) {
  const { direct, hub, agent } = taken;
  const figures = {
    ...timesOf('direct', direct),
    ...timesOf('hub', hub),
    ...timesOf('agent', agent),
    rps: round(median(hub.rates), 0),
    agent_rps: round(median(agent.rates), 0),
    ...speedsOf('', hub, direct),
    ...speedsOf('agent_', agent, direct),
    [`hub_${COMMANDS_AT_ONCE}_exec_ms`]: round(median(hub.execs), 0),
    [`agent_${COMMANDS_AT_ONCE}_exec_ms`]: round(median(agent.execs), 0),
    agent_rss_mb: round(resident.idle),
    agent_busy_rss_mb: round(resident.busy),
    load_cpu_seconds: round(process.cpuUsage().user / 1e6),
  };
  const goals = [
    ...goalsOf('the hub', hub, direct),
    ...goalsOf('the agent', agent, direct),
    { goal: 'the idle agent holds <= 70 MB', met: resident.idle <= 70 },
  ];
  return { figures, goals };
}

const timesOf = (name: Way, { times }: Taken) => ({
  [`${name}_p50_ms`]: round(percentile(times, 0.5), 2),
  [`${name}_p99_ms`]: round(percentile(times, 0.99), 2),
});

const speedsOf = (prefix: string, way: Taken, direct: Taken): Record<string, number> =>
  Object.fromEntries(
    STREAMS.flatMap((of) => [
      [`${prefix}${of}_ratio`, round(median(way[of]) / median(direct[of]), 2)],
      [`${prefix}${of}_mb_per_second`, round(median(way[of]))],
    ]),
  );

function goalsOf(name: string, way: Taken, direct: Taken): Goal[] {
  const more = (share: number) => percentile(way.times, share) - percentile(direct.times, share);
  return [
    { goal: `through ${name} p50 <= direct + 3 ms`, met: more(0.5) <= 3 },
    { goal: `through ${name} p99 <= direct + 15 ms`, met: more(0.99) <= 15 },
    { goal: `through ${name} >= 500 requests/s`, met: median(way.rates) >= 500 },
    ...STREAMS.map((of) => ({
      goal: `${of} through ${name} >= 0.6 × direct or >= 60 MB/s`,
      met: median(way[of]) >= 60 || median(way[of]) >= 0.6 * median(direct[of]),
    })),
  ];
}
