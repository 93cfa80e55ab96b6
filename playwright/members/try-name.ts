/** A member's name that no earlier try of its journey has left behind: each try runs in a worker of its own. */
export const nameOfThisTry = (name: string): string => `${name}-w${process.env['TEST_WORKER_INDEX'] ?? '0'}`;
