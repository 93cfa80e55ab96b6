/** What goes wrong with a request. Bytes are counted in the body, times are milliseconds. */
export type Fault =
  | { kind: 'latency'; ms: number }
  | { kind: 'hang' }
  | { kind: 'drip'; everyMs: number; bytes?: number }
  | { kind: 'status'; code: number; reason?: string; message?: string; retryAfter?: { seconds: number } | { at: Date } }
  | { kind: 'redirect'; location: string }
  | { kind: 'reset'; afterBytes: number }
  | { kind: 'truncate'; afterBytes: number }
  | { kind: 'garbage'; line: string; afterEvents: number }
  | { kind: 'expired-watch'; afterEvents: number }
  | { kind: 'expired-continue' }
  | { kind: 'half-open'; afterEvents: number }
  | { kind: 'close-watch'; afterMs: number };

/** Which requests it happens to: all, by default, and for as long as it is there. */
type FaultRule = { fault: Fault; method?: string; path?: RegExp; watch?: boolean; count?: number };

type FaultedRequest = { method: string; path: string; isWatch: boolean };

/** A member's faults; the newest rule that matches a request wins. */
export type Faults = {
  add(rule: FaultRule): () => void;
  clear(): void;
  /** The fault of this request, counted as having happened. */
  take(request: FaultedRequest): Fault | undefined;
};

export function createFaults(): Faults {
  let rules: { rule: FaultRule; left: number }[] = [];
  return {
    add(rule) {
      const entry = { rule, left: rule.count ?? Number.POSITIVE_INFINITY };
      rules = [entry, ...rules];
      return () => {
        rules = rules.filter((other) => other !== entry);
      };
    },
    clear() {
      rules = [];
    },
    take(request) {
      const entry = rules.find(({ rule, left }) => left > 0 && isMeant(rule, request));
      if (!entry) return undefined;
      entry.left--;
      return entry.rule.fault;
    },
  };
}

function isMeant({ method, path, watch, fault }: FaultRule, request: FaultedRequest): boolean {
  if (method !== undefined && method !== request.method) return false;
  if (path !== undefined && !path.test(request.path)) return false;
  if (watch !== undefined) return watch === request.isWatch;
  const onlyWatches = ['garbage', 'expired-watch', 'half-open', 'close-watch'].includes(fault.kind);
  return onlyWatches ? request.isWatch : true;
}
