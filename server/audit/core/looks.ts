import { isJson, type Json } from '~/server/kernel/json';

/** Reads that show what is in a member at this moment, or try a way into one, rather than what the hub has kept of it. */
const LOOKS: ReadonlySet<string> = new Set([
  ...['objects.list', 'objects.get', 'objects.compare', 'objects.revisions'],
  ...['objects.previewCreate', 'objects.previewUpdate', 'objects.previewAction', 'objects.previewDrain'],
  ...['topology.scheduling', 'topology.previewEdit', 'topology.previewScheduling', 'topology.gatewayLoss'],
  ...['clusters.testConnection', 'audit.export'],
]);

export const isLook = (action: string): boolean => LOOKS.has(action);

/** What names the thing that is looked at; never a text that was typed, nor a credential. */
const NAMING = ['cluster', 'clusters', 'namespace', 'name', 'kind', 'group', 'version', 'plural'] as const;
const WITHIN = ['targets', 'node', 'ref'] as const;

/** Of the input of a look, which clusters and objects it names. */
export function lookedAt(input: unknown): Json {
  if (!isJson(input)) return {};
  const named = NAMING.filter((key) => input[key] !== undefined).map((key) => [key, input[key]]);
  const within = WITHIN.flatMap((key): [string, unknown][] => {
    const value = input[key];
    if (Array.isArray(value)) return [[key, value.map(lookedAt)]];
    return isJson(value) ? [[key, lookedAt(value)]] : [];
  });
  return Object.fromEntries([...named, ...within]);
}
