import { ask } from './ask';
import { hubOf } from './kept-hubs';

/** A cluster that its person sees, and whether its own RBAC knows them. */
export type SeenCluster = { cluster: string; state: string; reason: string };

export const seenClusters = (): Promise<SeenCluster[]> => ask(hubOf(), 'clusters.memberRights');

export const seenNames = async (): Promise<string[]> => (await seenClusters()).map(({ cluster }) => cluster);
