import type { CandidateSource } from '../ports/applications';
import { candidate } from './candidates';

type Known = Awaited<ReturnType<CandidateSource['of']>>[number];

/** Clusters as a test describes them; what it does not say is of a healthy cluster in which nothing runs. */
export function memoryCandidates(clusters: readonly (Partial<Known> & Pick<Known, 'id' | 'name'>)[]): CandidateSource {
  return {
    of: async (application) =>
      clusters.map((cluster) => {
        const known: Known = { id: cluster.id, ...candidate(cluster.name, cluster) };
        return { ...known, hosts: new Set([...known.hosts].filter((name) => name !== application)) };
      }),
  };
}
