import { useTranslations } from 'next-intl';
import { cn } from './cn';
import { StatusMark } from './status-mark';
import { STATUS_CLASSES, type StatusWord } from './status-words';

type StatusProps = { status: StatusWord; look?: 'line' | 'chip'; className?: string };

/** Shape, word and colour of a state; the one way the product says how something is. */
export function Status({ status, look = 'line', className }: StatusProps) {
  const t = useTranslations('status');
  const tone = STATUS_CLASSES[status];
  return (
    <span
      className={cn(
        'inline-flex items-center gap-1.5 whitespace-nowrap',
        tone.text,
        look === 'chip' && ['rounded-md border px-1.5 text-xs leading-5', tone.ground, tone.line],
        className,
      )}
    >
      <StatusMark status={status} />
      {t(status)}
    </span>
  );
}
