/** `running`: not settled yet; `shown`: a look; `denied`: not let through. The others are what became of a write. */
export const RESULTS = ['applied', 'partial', 'refused', 'failed', 'abandoned', 'running', 'shown', 'denied'] as const;
export type Result = (typeof RESULTS)[number];

/** What a record is of; their outcomes are told with them. */
export const RECORD_KINDS = ['intent', 'access', 'refusal'] as const;

export const EXPORT_FORMATS = ['csv', 'ndjson'] as const;
