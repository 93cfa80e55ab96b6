import type { Fence } from '~/server/clusters/store/inventory';
import type { Database } from '~/server/db/client';
import { inBatches } from '~/server/db/in-batches';
import type { ApplicationSpec } from '../model/application';
import type { InventoryItem } from '../model/inventory';
import type { WantedObject } from '../ports/applications';
import type { Claim, DeliveryStore, Due, NowWanted, Settled } from '../ports/deliveries';
import { CLAIM, DUE, EMPTY, FORGET, GONE, KEEP, SETTLE } from './delivery-statements';

type DueRow = { applicationId: string; clusterId: string; cluster: string; epoch: number; isAway: boolean };
type ClaimRow = Pick<
  Claim,
  'application' | 'revision' | 'isWithdrawing' | 'attempt' | 'confirmsRemoval' | 'inventory'
> & {
  at: number;
  person: string;
  token: string | null;
  author: string;
  spec: Pick<ApplicationSpec, 'removal' | 'adopt'>;
  objects: WantedObject[];
};
type Turn = Fence & { applicationId: string };
type Keep = Turn & { wantedRevision: number; nowWanted: NowWanted } & InventoryItem;

const MOST = 200;

/**
 * Turns in PostgreSQL. Each row of a statement names the lease under which it is made. What many turns do at the same moment
 * is one statement: a revision for a hundred clusters is a hundred turns.
 */
export function postgresDeliveries({ pool }: Database): DeliveryStore {
  const claims = inBatches<{ turn: Turn; row?: ClaimRow }>(MOST, async (items) => {
    const { rows } = await pool.query<ClaimRow>({ ...CLAIM, values: [numbered(items.map(({ turn }) => turn))] });
    for (const row of rows) Object.assign(items[row.at] ?? {}, { row });
  });
  const keeps = inBatches<{ turn: Keep; isWanted?: boolean }>(MOST, async (items) => {
    const values = [numbered(items.map(({ turn }) => turn))];
    const { rows } = await pool.query<{ at: number; isWanted: boolean }>({ ...KEEP, values });
    for (const { at, isWanted } of rows) Object.assign(items[at] ?? {}, { isWanted });
  });
  const settles = inBatches<Turn & { revision: number } & ReturnType<typeof settledRow>>(MOST, async (items) => {
    await pool.query({ ...SETTLE, values: [numbered(items)] });
  });
  return {
    due: async (holder) => {
      const { rows } = await pool.query<DueRow>({ ...DUE, values: [holder] });
      return rows.map(({ applicationId, clusterId, cluster, epoch, isAway }) => ({
        ...{ applicationId, cluster, isAway, fence: { clusterId, holder, epoch } },
      }));
    },
    claim: async ({ applicationId, fence }: Due) => {
      const asked: { turn: Turn; row?: ClaimRow } = { turn: { ...fence, applicationId } };
      await claims(asked);
      return asked.row && claimOf(applicationId, asked.row);
    },
    keep: async (fence, { applicationId, revision }, item, nowWanted) => {
      const turn: Keep = { ...fence, applicationId, wantedRevision: revision, nowWanted, ...item };
      const asked: { turn: Keep; isWanted?: boolean } = { turn };
      await keeps(asked);
      return asked.isWanted ?? false;
    },
    forget: async ({ clusterId, holder, epoch }, { applicationId, revision }, { group, kind, namespace, name }) => {
      const values = [clusterId, holder, epoch, applicationId, group, kind, namespace, name, revision];
      const { rows } = await pool.query<{ isWanted: boolean }>({ ...FORGET, values });
      return rows[0]?.isWanted ?? false;
    },
    settle: async (fence, { applicationId, revision }, settled) => {
      if (settled.state !== 'gone') return settles({ ...fence, applicationId, revision, ...settledRow(settled) });
      const { clusterId, holder, epoch } = fence;
      await pool.query({ ...GONE, values: [clusterId, holder, epoch, applicationId, revision] });
      await pool.query(EMPTY);
    },
    sweep: async () => {
      await pool.query(EMPTY);
    },
  };
}

const numbered = (rows: readonly object[]): string => JSON.stringify(rows.map((row, at) => ({ ...row, at })));

const claimOf = (applicationId: string, row: ClaimRow): Claim => {
  const { at: _, person, token, author, spec, objects, ...rest } = row;
  return {
    ...{ ...rest, applicationId, author: { person, token, name: author } },
    ...{ removal: spec.removal, adopt: spec.adopt, objects: objects.map(({ object }) => object) },
  };
};

function settledRow({ state, answered, ...rest }: Settled) {
  const { problems = [], retryMs = null } = rest as Partial<Extract<Settled, { problems: unknown }>>;
  return { state, answered, problems, retryMs };
}
