import { Prisma } from '~/prisma/generated/client';
import { iso } from './page';

/** A member that the hub may not talk to is suspended whatever it said last; one that was never reached is unknown. */
export const STATUS = Prisma.sql`CASE WHEN c.state = 'suspended' THEN 'suspended' ELSE coalesce(h.status, 'unknown') END`;
const REASON = Prisma.sql`CASE WHEN c.state = 'suspended' THEN 'suspended' ELSE coalesce(h.reason, 'never-reached') END`;

/** A member's health as pages read it; `c` is the cluster, `h` its health, `k` its credential. */
export const HEALTH = Prisma.sql`json_build_object(
  'status', ${STATUS}, 'reason', ${REASON}, 'cause', h.cause, 'detail', coalesce(h.detail, ''),
  'since', ${iso(Prisma.sql`coalesce(h.since, c.registered_at)`)}, 'asOf', ${iso(Prisma.sql`h.as_of`)},
  'latencyMs', h.latency_ms, 'version', h.version,
  'certificateExpiresAt', ${iso(Prisma.sql`h.certificate_expires_at`)},
  'credentialExpiresAt', ${iso(Prisma.sql`k.expires_at`)}, 'clockSkewMs', h.clock_skew_ms)`;
