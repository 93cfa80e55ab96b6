/** What a proof is asked for: a time limit in seconds and the seeds of its generated cases; both have a default. */
export type ProofOptions = { seconds: number | undefined; seeds: number | undefined };

/** What it counted, and every violation in a sentence. A proof first shows that it catches planted faults. */
export type ProofResult = { counts: Record<string, number>; violations: readonly string[] };
export type Proof = (options: ProofOptions) => Promise<ProofResult>;
