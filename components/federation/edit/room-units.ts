/** How each kind of room is written. */
export const ROOM_UNITS = { cpuMillis: 'cores', memoryBytes: 'bytes', pods: 'count' } as const;
