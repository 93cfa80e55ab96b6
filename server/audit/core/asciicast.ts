/** Asciicast v2: a header, then one event a line (https://docs.asciinema.org/manual/asciicast/v2/). */
export type CastHeader = { width: number; height: number; startedAt: Date; title: string };

/** `o`: shown, `i`: typed, `r`: another size, `m`: a note of the hub's, `x`: bytes of an unknown framing, as base64. */
export type CastCode = 'o' | 'i' | 'r' | 'm' | 'x';

export const castHeader = ({ width, height, startedAt, title }: CastHeader): string =>
  JSON.stringify({ version: 2, width, height, timestamp: Math.floor(startedAt.getTime() / 1000), title });

/** `seconds` from the start of the session. */
export const castEvent = (seconds: number, code: CastCode, data: string): string =>
  JSON.stringify([Number(seconds.toFixed(3)), code, data]);
