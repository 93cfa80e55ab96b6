import type { Unparsed } from '../member-request';

/** Options that API servers from 1.20 to 1.36 know: ListOptions, GetOptions, write options, those of logs and streams. */
const KNOWN = new Set([
  ...['labelSelector', 'fieldSelector', 'watch', 'allowWatchBookmarks', 'resourceVersion', 'resourceVersionMatch'],
  ...[
    'timeoutSeconds',
    'timeout',
    'limit',
    'continue',
    'sendInitialEvents',
    'pretty',
    'includeObject',
    'export',
    'exact',
  ],
  ...['dryRun', 'fieldManager', 'fieldValidation', 'force', 'gracePeriodSeconds', 'orphanDependents'],
  ...['propagationPolicy', 'ignoreStoreReadErrorWithClusterBreakingPotential', 'includeUninitialized', 'shardSelector'],
  ...[
    'container',
    'follow',
    'previous',
    'sinceSeconds',
    'sinceTime',
    'timestamps',
    'tailLines',
    'limitBytes',
    'stream',
  ],
  ...['stdin', 'stdout', 'stderr', 'tty', 'command', 'ports', 'path', 'hash', 'verbose', 'exclude'],
]);

export type Options = { ok: true; query: string; isWatch: boolean };

/**
 * The options of a request, one by one and written anew. One that is not known is refused rather than dropped: without it the
 * request would mean something else. `open`: those of a proxied application, which the hub does not judge.
 */
export function readOptions(query: string, { open }: { open: boolean }): Options | Unparsed {
  const given = new URLSearchParams(query);
  const kept = new URLSearchParams();
  let isWatch = false;
  for (const [name, value] of given) {
    if (!open && !KNOWN.has(name))
      return { ok: false, message: `the option ${JSON.stringify(name.slice(0, 40))} is not known here` };
    if (!open && name !== 'command' && name !== 'ports' && kept.has(name))
      return { ok: false, message: `the option ${name} stands twice` };
    if (!open && name === 'watch') {
      isWatch = readBoolean(value);
      if (isWatch) kept.append(name, 'true');
      else kept.append(name, 'false');
    } else kept.append(name, value);
  }
  return { ok: true, query: kept.toString(), isWatch };
}

/** As API servers read it: https://pkg.go.dev/k8s.io/apimachinery/pkg/runtime#Convert_Slice_string_To_bool */
const readBoolean = (value: string) => value.toLowerCase() !== 'false' && value !== '0';
