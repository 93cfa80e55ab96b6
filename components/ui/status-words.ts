import { readList } from './url-parameters';
/** The six words for the state of anything; the shapes differ so that colour is never the only sign. */
export const STATUS_WORDS = ['failed', 'degraded', 'unknown', 'progressing', 'suspended', 'healthy'] as const;
export type StatusWord = (typeof STATUS_WORDS)[number];

/** Text, soft ground and line of a status; literal class names, because Tailwind reads them from the source. */
export const STATUS_CLASSES: Record<StatusWord, { text: string; fill: string; ground: string; line: string }> = {
  healthy: { text: 'text-healthy', fill: 'bg-healthy-mark', ground: 'bg-healthy-soft', line: 'border-healthy-line' },
  progressing: {
    text: 'text-progressing',
    fill: 'bg-progressing-mark',
    ground: 'bg-progressing-soft',
    line: 'border-progressing-line',
  },
  degraded: {
    text: 'text-degraded',
    fill: 'bg-degraded-mark',
    ground: 'bg-degraded-soft',
    line: 'border-degraded-line',
  },
  failed: { text: 'text-failed', fill: 'bg-failed-mark', ground: 'bg-failed-soft', line: 'border-failed-line' },
  unknown: { text: 'text-unknown', fill: 'bg-unknown-mark', ground: 'bg-unknown-soft', line: 'border-unknown-line' },
  suspended: {
    text: 'text-suspended',
    fill: 'bg-suspended-mark',
    ground: 'bg-suspended-soft',
    line: 'border-suspended-line',
  },
};

/** The states named in an address, in our own order; what is no state is left out. */
export const readStatuses = (text: string | null): StatusWord[] =>
  STATUS_WORDS.filter((word) => readList(text).includes(word));
