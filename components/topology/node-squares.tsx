import type { StatusCounts } from '~/server/topology/model/places';
import { cn } from '../ui/cn';
import { STATUS_CLASSES } from '../ui/status-words';
import { inOrder, sumOf } from './status-order';

/** Pixels of a square with its gap, the largest that fits; what fits in none becomes a bar of shares. */
const STEPS = [8, 6, 5] as const;
const HEIGHT = 24;

type NodeSquaresProps = { counts: StatusCounts; room: number };

/** One small square per node, the troubled ones first, on `room` pixels of width. */
export function NodeSquares({ counts, room }: NodeSquaresProps) {
  const total = sumOf(counts);
  const step = STEPS.find((size) => total <= Math.floor((room + 2) / size) * Math.floor((HEIGHT + 2) / size));
  if (step === undefined) return <SharesBar counts={counts} total={total} />;
  const squares = inOrder(counts).flatMap(({ status, count }) =>
    Array.from({ length: count }, (_, index) => ({ key: `${status}-${index}`, status })),
  );
  const gap = step === STEPS[0] ? 2 : 1;
  return (
    <span aria-hidden className="flex flex-wrap content-start overflow-hidden" style={{ gap, height: HEIGHT }}>
      {squares.map(({ key, status }) => (
        <span
          key={key}
          className={cn('rounded-[1px]', STATUS_CLASSES[status].fill, status === 'unknown' && 'opacity-50')}
          style={{ width: step - gap, height: step - gap }}
        />
      ))}
    </span>
  );
}

function SharesBar({ counts, total }: { counts: StatusCounts; total: number }) {
  return (
    <span aria-hidden className="flex h-1.5 gap-px overflow-hidden rounded-[2px] bg-sunken">
      {inOrder(counts).map(({ status, count }) => (
        <span
          key={status}
          className={cn('min-w-0.5', STATUS_CLASSES[status].fill, status === 'unknown' && 'opacity-50')}
          style={{ flexGrow: count / Math.max(1, total) }}
        />
      ))}
    </span>
  );
}
