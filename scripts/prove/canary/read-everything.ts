import { request } from 'undici';
import type { Database } from '~/server/db/client';

/** A text that someone may get to see, and where. */
export type Seen = { where: string; text: string };

/** Every row of every table as text: what a dump of the database holds. */
export async function dumpDatabase({ pool }: Database): Promise<Seen[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  const seen: Seen[] = [];
  for (const { name } of tables) {
    const { rows } = await pool.query<{ text: string | null }>(
      `SELECT string_agg(t::text, chr(10)) AS text FROM ${name} t`,
    );
    seen.push({ where: `table ${name}`, text: rows[0]?.text ?? '' });
  }
  return seen;
}

/** What a browser gets from an address of the hub, headers and all. */
export async function readAddress(origin: string, path: string, token: string): Promise<Seen> {
  const { headers, body } = await request(`${origin}${path}`, {
    headers: { cookie: `portolan=${token}`, origin, 'x-portolan': '1', accept: 'text/html,*/*' },
  });
  return { where: path, text: JSON.stringify(headers) + (await body.text()) };
}
