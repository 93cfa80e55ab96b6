import type { CandidateSource } from '../ports/applications';

type Known = Awaited<ReturnType<CandidateSource['of']>>[number];

/** Clusters as a test describes them; what it does not say is of a healthy cluster in which nothing runs. */
export function memoryCandidates(clusters: readonly (Partial<Known> & Pick<Known, 'id' | 'name'>)[]): CandidateSource {
  return {
    of: async (application) =>
      clusters.map((cluster) => {
        const known: Known = {
          ...{ region: null, zone: null, provider: null, environment: null, labels: {}, taints: [] },
          ...{ state: 'active', status: 'healthy', free: null, hosts: new Set<string>(), runs: null },
          ...cluster,
        };
        return { ...known, hosts: new Set([...known.hosts].filter((name) => name !== application)) };
      }),
  };
}
