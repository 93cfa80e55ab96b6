/** Whether a previewed item would be changed: it is not refused, and not so already. */
export const willChange = ({ refusal, changes }: { refusal: unknown; changes: readonly unknown[] }): boolean =>
  refusal === null && changes.length > 0;
