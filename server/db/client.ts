import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '~/prisma/generated/client';

export type Database = {
  prisma: PrismaClient;
  /** The same pool that Prisma uses, for LISTEN and for statements that move many rows. */
  pool: pg.Pool;
  close(): Promise<void>;
};

const STATEMENT_TIMEOUT_MS = 20_000;
/** A replica that is frozen in a transaction holds what others wait for, as the head of the record; longer than a receiver of it takes. */
const IDLE_IN_TRANSACTION_MS = 30_000;

/** One pool per process; `max` leaves room for other replicas on a server with 100 connections. */
export function openDatabase(url: string, max = 20): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    options: `-c statement_timeout=${STATEMENT_TIMEOUT_MS} -c lock_timeout=10000 -c idle_in_transaction_session_timeout=${IDLE_IN_TRANSACTION_MS}`,
  });
  // An idle connection that the server closes must not end the process; the next query opens another.
  pool.on('error', () => undefined);
  // nor one that breaks while it is lent out, which the pool does not hear: whoever asks next on it is told
  pool.on('connect', (client) => client.on('error', () => undefined));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const close = async () => {
    await prisma.$disconnect();
    if (!pool.ended) await pool.end();
  };
  return { prisma, pool, close };
}
