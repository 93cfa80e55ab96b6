import type { Candidate } from '../model/candidate';

/** A healthy cluster in which nothing runs, but for what a test says of it. */
export const candidate = (name: string, change: Partial<Candidate> = {}): Candidate => ({
  ...{ name, region: null, zone: null, provider: null, environment: null, labels: {}, taints: [] },
  ...{ state: 'active', status: 'healthy', free: null, hosts: new Set(), runs: null },
  ...change,
});
