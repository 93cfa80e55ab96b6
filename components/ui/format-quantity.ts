const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;
const WHOLE_FROM = 100;

/** Bytes in binary units, as Kubernetes counts memory: `15.6 GiB`. */
export function formatBytes(bytes: number, locale: string): string {
  const power = bytes < 1 ? 0 : Math.min(BINARY.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${decimal(value, locale)} ${BINARY[power]}`;
}

/** Thousandths of a core: below one core as `250m`, else as a number of cores without the unit's word. */
export function formatCores(millis: number, locale: string): string {
  return millis > 0 && millis < 1000 ? `${Math.round(millis)}m` : decimal(millis / 1000, locale);
}

export function formatCount(count: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(count);
}

/** Milliseconds as a person reads a latency: `4 ms`, `1.2 s`. */
export function formatLatency(milliseconds: number, locale: string): string {
  return milliseconds < 1000
    ? `${formatCount(Math.round(milliseconds), locale)} ms`
    : `${decimal(milliseconds / 1000, locale)} s`;
}

function decimal(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: value >= WHOLE_FROM ? 0 : 1 }).format(value);
}
