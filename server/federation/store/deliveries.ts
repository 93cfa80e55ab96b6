import type { Fence } from '~/server/clusters/store/inventory';
import type { Database } from '~/server/db/client';
import { inBatches } from '~/server/db/in-batches';
import { keyTextOf } from '../core/object-key';
import type { ApplicationSpec } from '../model/application';
import type { InventoryItem, ObjectKey } from '../model/inventory';
import type { WantedObject } from '../ports/applications';
import type { Begun, Claim, DeliveryStore, Due, NowWanted, Settled } from '../ports/deliveries';
import {
  BEGIN,
  CLAIM,
  DUE,
  EMPTY,
  FORGET,
  GONE,
  KEEP,
  KNOWN,
  OVER,
  REFUSED,
  RIGHTS,
  SETTLE,
} from './delivery-statements';

type DueRow = { applicationId: string; clusterId: string; cluster: string; epoch: number; isAway: boolean };
type ClaimRow = Pick<
  Claim,
  'application' | 'applicationId' | 'revision' | 'isWithdrawing' | 'attempt' | 'confirmsRemoval'
> & {
  at: number;
  clusterId: string;
  person: string;
  token: string | null;
  author: string;
  spec: Pick<ApplicationSpec, 'removal' | 'adopt'>;
  objects: WantedObject[];
};
type Turn = Fence & { applicationId: string };
type Known = Pick<Claim, 'inventory' | 'doubts'>;
type Claiming = { turn: Turn; row?: ClaimRow; known?: Known };
/** A write of a turn at one object; `isDoubtful`: another one may have been under way since before the claim. */
type Write = Turn & ObjectKey & { wantedRevision: number; isDoubtful: boolean };

const MOST = 200;
/** What is sent is given up after 30 s, a socket by its kernel within 100 s of that, and API servers take a minute at most for a request. */
const LATE_SECONDS = 200;

/**
 * Turns in PostgreSQL. Each row of a statement names the lease under which it is made. What many turns do at the same moment
 * is one statement: a revision for a hundred clusters is a hundred turns. `lateSeconds`: for how long a write that nobody has
 * answered may still arrive.
 */
export function postgresDeliveries({ pool }: Database, { lateSeconds = LATE_SECONDS } = {}): DeliveryStore {
  const claims = inBatches<Claiming>(MOST, async (items) => {
    const { rows } = await pool.query<ClaimRow>({ ...CLAIM, values: [numbered(items.map(({ turn }) => turn))] });
    for (const row of rows) Object.assign(items[row.at] ?? {}, { row });
    const asked = rows.map(({ at, clusterId, applicationId }) => ({ at, clusterId, applicationId }));
    const values = [JSON.stringify(asked), lateSeconds];
    const known = asked.length > 0 ? await pool.query<Known & { at: number }>({ ...KNOWN, values }) : undefined;
    for (const { at, inventory, doubts } of known?.rows ?? [])
      Object.assign(items[at] ?? {}, { known: { inventory, doubts } });
  });
  const writes = <One extends Write>(statement: { name: string; text: string }) => {
    const batched = inBatches<{ write: One; isWanted?: boolean }>(MOST, async (items) => {
      const values = [numbered(items.map(({ write }) => write))];
      const { rows } = await pool.query<{ at: number; isWanted: boolean }>({ ...statement, values });
      for (const { at, isWanted } of rows) Object.assign(items[at] ?? {}, { isWanted });
    });
    return async (write: One): Promise<boolean> => {
      const asked: { write: One; isWanted?: boolean } = { write };
      await batched(asked);
      return asked.isWanted ?? false;
    };
  };
  const begins = writes<Write & Begun>(BEGIN);
  const refusals = writes<Write>(REFUSED);
  const keeps = writes<Write & InventoryItem & { nowWanted: NowWanted }>(KEEP);
  const forgets = writes<Write>(FORGET);
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
      const asked: Claiming = { turn: { ...fence, applicationId } };
      await claims(asked);
      return asked.row && asked.known && claimOf(asked.row, asked.known);
    },
    begin: (fence, claim, item) => begins({ ...item, ...writeOf(fence, claim, item) }),
    refused: async (fence, claim, item) => {
      await refusals({ ...keyOf(item), ...writeOf(fence, claim, item) });
    },
    keep: (fence, claim, item, nowWanted) => keeps({ ...item, ...writeOf(fence, claim, item), nowWanted }),
    forget: (fence, claim, item) => forgets({ ...keyOf(item), ...writeOf(fence, claim, item) }),
    settle: async (fence, { applicationId, revision }, settled) => {
      if (settled.state !== 'gone') return settles({ ...fence, applicationId, revision, ...settledRow(settled) });
      const { clusterId, holder, epoch } = fence;
      await pool.query({ ...GONE, values: [clusterId, holder, epoch, applicationId, revision] });
      await pool.query(EMPTY);
    },
    rightsChanged: async (holder) => {
      await pool.query({ ...RIGHTS, values: [holder] });
    },
    sweep: async () => {
      await pool.query(EMPTY);
      await pool.query({ ...OVER, values: [lateSeconds] });
    },
  };
}

const keyOf = ({ group, kind, namespace, name }: ObjectKey): ObjectKey => ({ group, kind, namespace, name });

const writeOf = (
  fence: Fence,
  { applicationId, revision, doubts }: Claim,
  item: ObjectKey,
): Omit<Write, keyof ObjectKey> => ({
  ...{ ...fence, applicationId, wantedRevision: revision },
  isDoubtful: doubts.some((doubt) => keyTextOf(doubt) === keyTextOf(item)),
});

const numbered = (rows: readonly object[]): string => JSON.stringify(rows.map((row, at) => ({ ...row, at })));

const claimOf = ({ person, token, author, spec, objects, ...row }: ClaimRow, { inventory, doubts }: Known): Claim => ({
  ...{ application: row.application, applicationId: row.applicationId, revision: row.revision },
  ...{ isWithdrawing: row.isWithdrawing, attempt: row.attempt, confirmsRemoval: row.confirmsRemoval },
  ...{ inventory, doubts, author: { person, token, name: author } },
  ...{ removal: spec.removal, adopt: spec.adopt, objects: objects.map(({ object }) => object) },
});

function settledRow({ state, answered, ...rest }: Settled) {
  const { problems = [], retryMs = null } = rest as Partial<Extract<Settled, { problems: unknown }>>;
  return { state, answered, problems, retryMs };
}
