import type { Identity } from './identities';
import { LADDER, type Row } from './table';

/** `allowed`: it ran, whatever came of it; `hidden`: as if what it names did not exist. */
export type Verdict = 'allowed' | 'unauthenticated' | 'forbidden' | 'hidden';

/** What a procedure that is described by a row shall answer to someone. */
export function expectedOf(row: Row, identity: Identity): Verdict {
  if (identity.out) return 'unauthenticated';
  const verdict = ofRole(row, identity);
  return verdict === 'allowed' && row.session && identity.isProgram ? 'forbidden' : verdict;
}

function ofRole(row: Row, { role, where }: Identity): Verdict {
  const { reach } = row;
  if (reach === 'self') return 'allowed';
  if (!role || !isEnough(role, row)) return 'forbidden';
  if (reach === 'sight' || where === 'everywhere') return 'allowed';
  if (reach === 'fleet') return 'forbidden';
  if (reach === 'give') return where === 'mine' ? 'allowed' : 'forbidden';
  if (where === 'theirs') return 'hidden';
  return where === 'mine' || reach !== 'whole' ? 'allowed' : 'hidden';
}

/** An auditor looks, and does nothing. */
const isEnough = (role: NonNullable<Identity['role']>, { least, auditor }: Row): boolean =>
  role === 'auditor' ? least === 'viewer' || auditor === true : LADDER.indexOf(role) >= LADDER.indexOf(least);
