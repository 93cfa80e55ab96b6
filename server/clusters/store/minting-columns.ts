import { Prisma } from '~/prisma/generated/client';
import { iso } from './page';

const sql = Prisma.sql;

export const JOIN_MINTED = sql`LEFT JOIN minted_token m ON m.cluster_id = c.id`;
/** A minted token is in use while it lives, and when there is no other. */
const IN_USE = sql`(m.secret_id IS NOT NULL AND (m.expires_at > now() OR m.secret_id = k.secret_id))`;

/** What is in use of a member: the minted token, or what was given first. */
export const KIND = sql`CASE WHEN ${IN_USE} THEN 'minted' ELSE coalesce(k.kind, 'none') END`;
export const ADDED_AT = sql`CASE WHEN ${IN_USE} THEN m.minted_at ELSE k.added_at END`;
export const EXPIRES_AT = sql`CASE WHEN ${IN_USE} THEN m.expires_at ELSE k.expires_at END`;

/** As `Minting`; null where nothing was tried. */
export const MINTING = sql`CASE WHEN m.cluster_id IS NULL THEN NULL ELSE json_build_object('state', m.state, 'detail', m.detail,
  'account', CASE WHEN m.account IS NULL THEN NULL ELSE json_build_object('namespace', split_part(m.account, '/', 1),
    'name', split_part(m.account, '/', 2)) END,
  'triedAt', ${iso(sql`m.tried_at`)}, 'dueAt', ${iso(sql`m.due_at`)}, 'mintedAt', ${iso(sql`m.minted_at`)},
  'expiresAt', ${iso(sql`m.expires_at`)}, 'inUse', ${IN_USE},
  'first', CASE WHEN m.secret_id = k.secret_id THEN 'gone' WHEN m.forgets_first THEN 'going' ELSE 'kept' END) END`;
