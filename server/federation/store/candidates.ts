import { Prisma } from '~/prisma/generated/client';
import { STATUS } from '~/server/clusters/store/health-columns';
import { PLACE } from '~/server/clusters/store/sql';
import type { Database } from '~/server/db/client';
import { readTaints, TAINTS } from '../core/read-taints';
import type { Candidate, Room } from '../model/candidate';
import { FAILOVER_TAINT } from '../model/failover';
import type { ClusterTaint } from '../model/placement';
import type { CandidateSource } from '../ports/applications';

const sql = Prisma.sql;

type Row = Omit<Candidate, 'taints' | 'free' | 'hosts'> &
  Room & { id: string; taints: string | null; left: string | null; nodesKnown: boolean; hosts: string[] };

/** Clusters as the registry and the inventory know them. */
export function postgresCandidates({ prisma }: Database): CandidateSource {
  return {
    of: async (application) => {
      const rows = await prisma.$queryRaw<Row[]>(candidates(application));
      return rows.map(({ cpuMillis, memoryBytes, pods, nodesKnown, taints, left, hosts, ...row }) => ({
        ...row,
        taints: [...readTaints(taints ?? undefined), ...(left === null ? [] : [failoverTaint(left)])],
        hosts: new Set(hosts),
        free: nodesKnown ? { cpuMillis, memoryBytes, pods } : null,
      }));
    },
  };
}

const failoverTaint = (value: string): ClusterTaint => ({ key: FAILOVER_TAINT, value, effect: 'NoExecute' });

/** Free is what nodes that work can take, less what the pods of each workload ask for. */
const candidates = (application: string) => sql`
  WITH nodes AS (
    SELECT cluster_id, sum(allocatable_cpu_millis)::float8 AS cpu, sum(allocatable_memory_bytes)::float8 AS memory, sum(pod_capacity)::float8 AS pods
    FROM inventory_node WHERE status IN ('healthy', 'degraded') AND NOT unschedulable GROUP BY cluster_id),
  asked AS (
    SELECT p.cluster_id, sum(p.total * coalesce(w.cpu_request_millis, 0))::float8 AS cpu,
      sum(p.total * coalesce(w.memory_request_bytes, 0))::float8 AS memory, sum(p.total)::float8 AS pods
    FROM inventory_pod_count p LEFT JOIN inventory_workload w
      ON w.cluster_id = p.cluster_id AND w.kind = p.workload_kind AND w.namespace = p.namespace AND w.name = p.workload
    GROUP BY p.cluster_id),
  hosted AS (
    SELECT t.cluster_id, array_agg(a.name) FILTER (WHERE a.name <> ${application}) AS hosts,
      max(coalesce(t.replicas, 0)) FILTER (WHERE a.name = ${application}) AS runs
    FROM application_target t JOIN application a ON a.id = t.application_id WHERE t.state <> 'withdrawing' GROUP BY t.cluster_id)
  SELECT c.id::text, c.name, ${PLACE.environment} AS environment, ${PLACE.provider} AS provider, ${PLACE.region} AS region,
    ${PLACE.zone} AS zone, c.labels, c.annotations ->> ${TAINTS} AS taints, c.state, ${STATUS} AS status,
    EXISTS (SELECT 1 FROM inventory_sync s WHERE s.cluster_id = c.id AND s.kind = 'nodes' AND s.complete_at IS NOT NULL) AS "nodesKnown",
    coalesce(n.cpu, 0) - coalesce(q.cpu, 0) AS "cpuMillis", coalesce(n.memory, 0) - coalesce(q.memory, 0) AS "memoryBytes",
    coalesce(n.pods, 0) - coalesce(q.pods, 0) AS pods, coalesce(o.hosts, '{}') AS hosts, o.runs::int AS runs,
    (SELECT f.reason FROM application_failover f JOIN application a ON a.id = f.application_id
      WHERE a.name = ${application} AND f.cluster_id = c.id AND f.ended_at IS NULL) AS "left"
  FROM cluster c LEFT JOIN cluster_health h ON h.cluster_id = c.id LEFT JOIN nodes n ON n.cluster_id = c.id
    LEFT JOIN asked q ON q.cluster_id = c.id LEFT JOIN hosted o ON o.cluster_id = c.id
  ORDER BY c.name`;
