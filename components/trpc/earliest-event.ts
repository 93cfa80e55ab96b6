/** An event of no process: the server answers it with everything. */
const BEFORE_ALL = 'none:0';

/**
 * From which event on (`process:count`) a stream misses nothing that pages read at these events do not show; undefined for
 * no page. Events of different processes cannot be compared.
 */
export function earliestEvent(ids: readonly string[]): string | undefined {
  const [processes, counts] = [new Set(ids.map((id) => id.split(':')[0])), ids.map((id) => Number(id.split(':')[1]))];
  if (processes.size > 1) return BEFORE_ALL;
  return ids[counts.indexOf(Math.min(...counts))];
}
