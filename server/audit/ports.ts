import type { Intent, Outcome } from './model';

export type AuditTrail = {
  /** Durable before it returns; a write whose intent cannot be recorded does not run. */
  intend(intent: Intent): Promise<string>;
  settle(id: string, outcome: Outcome, detail?: unknown): Promise<void>;
  /** Marks what a crash left unsettled; returns how many. */
  abandonBefore(moment: Date): Promise<number>;
};
