import crypto from 'node:crypto';
import type { Database } from '~/server/db/client';
import { createSealer } from '~/server/db/seal';
import { systemClock } from '~/server/kernel/clock';
import { postgresSights } from '~/server/teams/store/sights';
import { createAuditTrail } from '../audit-trail';
import { postgresEntries } from '../store/entries';

/** One for all that stand in for replicas: they open the same key. */
const sealer = createSealer([crypto.randomBytes(32)]);

/** The record on a test's database, and the sealer that opens its key. */
export function testTrail(database: Database) {
  const entries = postgresEntries(database, sealer);
  const audit = createAuditTrail({ entries, sights: postgresSights(database), clock: systemClock });
  return { audit, entries, sealer };
}
