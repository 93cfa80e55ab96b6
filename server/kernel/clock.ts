/** Time as a parameter, so that tests decide it. `now` is the wall clock, `monotonic` counts milliseconds for durations. */
export type Clock = { now(): Date; monotonic(): number };

export const systemClock: Clock = { now: () => new Date(), monotonic: () => performance.now() };
