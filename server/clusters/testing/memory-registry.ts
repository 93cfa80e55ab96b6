import { randomUUID } from 'node:crypto';
import { DomainError } from '~/server/kernel/failure';
import type { ClusterRegistry, MemberAccess, NewCluster, RegisteredCluster } from '../ports';

type Entry = { cluster: RegisteredCluster; access: MemberAccess | null; described: NewCluster };

/** The registry without a database. */
export function memoryRegistry(): ClusterRegistry & { edits: unknown[] } {
  const entries = new Map<string, Entry>();
  const edits: unknown[] = [];
  const all = () => [...entries.values()];
  const require = (id: string): Entry => {
    const found = entries.get(id);
    if (!found) throw new Error(`no cluster ${id}`);
    return found;
  };
  const conflict = (name: string, detail: string) =>
    new DomainError({ kind: 'conflict', what: 'cluster', name, detail });
  return {
    edits,
    find: async (name) => all().find(({ cluster }) => cluster.name === name)?.cluster,
    findByUid: async (uid) => all().find(({ cluster }) => cluster.kubeSystemUid === uid)?.cluster,
    member: async (id) => {
      const { cluster, access } = require(id);
      if (cluster.mode === 'push' && access) return { name: cluster.name, ...access };
      const server = 'https://kubernetes.default.svc';
      return { name: cluster.name, server, credential: { kind: 'agent', cluster: id } };
    },
    add: async (described) => {
      const { name, kubeSystemUid } = described;
      if (all().some(({ cluster }) => cluster.name === name)) throw conflict(name, 'name-taken');
      if (all().some(({ cluster }) => cluster.kubeSystemUid === kubeSystemUid))
        throw conflict(name, 'already-registered');
      const mode = described.access ? ('push' as const) : ('pull' as const);
      const cluster = { id: randomUUID(), name, kubeSystemUid, revision: 1, state: 'active' as const, mode };
      entries.set(cluster.id, { cluster, access: described.access, described });
      return cluster;
    },
    edit: async (_id, edit) => void edits.push(edit),
    setState: async (id, state) => {
      const entry = require(id);
      entry.cluster = { ...entry.cluster, state, revision: entry.cluster.revision + 1 };
    },
    replaceAccess: async (id, access) => {
      const entry = require(id);
      entry.access = access;
      entry.cluster = { ...entry.cluster, revision: entry.cluster.revision + 1 };
    },
    setMode: async (id, mode) => {
      const entry = require(id);
      if (mode === 'push' && !entry.access) throw conflict(entry.cluster.name, 'no-credential');
      entry.cluster = { ...entry.cluster, mode, revision: entry.cluster.revision + 1 };
    },
    forgetCredential: async (id) => {
      require(id).access = null;
    },
    remove: async (id) => void entries.delete(id),
  };
}
