/** How far back logs are asked for, in seconds; the first is what one sees without choosing. */
export const SINCE = { all: undefined, '5m': 300, '15m': 900, '1h': 3600, '6h': 21_600, '1d': 86_400 } as const;
export type Since = keyof typeof SINCE;
export const SINCE_CHOICES = Object.keys(SINCE) as Since[];
