import { type ChainReport, sayReport } from '~/server/audit/model/chain';
import { ask, findHub } from './hub';

export const AUDIT_HELP = `portolan audit verify [SEQ:HASH]
  Checks that the record is as it was written, and still holds the head SEQ:HASH that an earlier check printed.`;

/** `verify`: exits with 1 when the record does not hold. */
export async function audit([command, noted]: string[]): Promise<void> {
  if (command !== 'verify') throw new Error(`say what: ${AUDIT_HELP}`);
  const report = await ask<ChainReport>(findHub(), 'audit.verify', noted === undefined ? {} : { noted });
  console.log(sayReport(report));
  if (report.faults.length > 0) process.exitCode = 1;
}
