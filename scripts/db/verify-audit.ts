import { verifyChain } from '~/server/audit/core/verify-chain';
import { NotedPoint, sayReport } from '~/server/audit/model/chain';
import { chainReader } from '~/server/audit/store/chain-reader';
import type { Env } from '~/server/env';
import { openSealer } from '~/server/process/hub-key';
import { withDatabase } from './with-database';

/** Checks the record's chain; `noted` is a head that an earlier check printed. Fails when it does not hold. */
export async function verifyAudit(env: Env, noted: string | undefined): Promise<void> {
  const point = noted === undefined ? undefined : NotedPoint.parse(noted);
  const report = await withDatabase(env, async (database) =>
    verifyChain(await chainReader(database, openSealer(env)), point),
  );
  console.log(sayReport(report));
  if (report.faults.length > 0) process.exitCode = 1;
}
