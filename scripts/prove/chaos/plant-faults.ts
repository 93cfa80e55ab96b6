import type { Change, Evidence, Violation } from './evidence';
import { judge } from './ledger';

/** What was seen when nothing was broken, with one fault of each kind put in: the ledger has to find it, and to name it so. */
export function plantFaults(evidence: Evidence): { faults_planted: number; faults_caught: number } {
  const { changes, standing, recorded } = evidence;
  const update = changes.find(({ type, revision }) => type === 'MODIFIED' && revision > 1);
  const made = changes.find(
    ({ type, name, member }) => type === 'ADDED' && name === update?.name && member === update.member,
  );
  if (!update || !made) return { faults_planted: 4, faults_caught: 0 };
  const after = (change: Change): Evidence => ({ ...evidence, changes: [...changes, change] });
  const planted: [Violation['kind'], Evidence][] = [
    ['lost', { ...evidence, standing: standing.slice(1) }],
    [
      'doubled',
      after({
        ...(changes.findLast(({ name, member }) => name === update.name && member === update.member) ?? update),
        type: 'MODIFIED',
        isForeign: false,
      }),
    ],
    ['stale', after({ ...made, type: 'MODIFIED' })],
    [
      'unaudited',
      {
        ...evidence,
        recorded: recorded.filter(({ apply, member }) => !(apply.includes(update.name) && member === update.member)),
      },
    ],
  ];
  const caught = planted.filter(([kind, doctored]) => judge(doctored).some((found) => found.kind === kind));
  return { faults_planted: planted.length, faults_caught: caught.length };
}
