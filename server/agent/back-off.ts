const BASE_MS = 1000;
const CAP_MS = 30_000;

/** Milliseconds until the next try: 1 s and full jitter up to 30, so that a fleet does not come back as one. */
export const backOffMs = (failures: number, random = Math.random): number =>
  BASE_MS + random() * Math.min(CAP_MS - BASE_MS, BASE_MS * 2 ** Math.min(failures, 10));
