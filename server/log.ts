import pino, { type Logger } from 'pino';

export type Log = Logger;

/** One JSON line per event on stdout. Redaction is the second line of defence: secrets are wrapped before they get here. */
export function createLog(level: string): Log {
  const paths = [
    'authorization',
    'cookie',
    'token',
    'password',
    '*.authorization',
    '*.cookie',
    '*.token',
    '*.password',
    'headers',
  ];
  return pino({
    level,
    base: null,
    redact: { paths, censor: '[secret]' },
    formatters: { level: (label) => ({ level: label }) },
  });
}
