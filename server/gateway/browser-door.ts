import type { IncomingHttpHeaders } from 'node:http';
import { createSocketContext } from '~/server/api/context';
import { headersOf } from '~/server/api/upgrade';
import type { Wiring } from '~/server/wiring';
import type { BrowserDoorDeps } from './browsers/ports';
import { createStreamDoor, type StreamDoor } from './browsers/stream-door';
import { createDownloadDoor, type DownloadDoor } from './files/download-door';
import { membersDeps } from './machine-doors';
import { inStep } from './rbac/is-in-step';

export type BrowserDoor = StreamDoor & { download: DownloadDoor };

/** Logs, terminals and files of members for people in their browsers, who come with their session's cookie. */
export function createBrowserDoor(wiring: Wiring): BrowserDoor {
  const deps: BrowserDoorDeps = {
    ...membersDeps(wiring),
    personOf: (headers: IncomingHttpHeaders) => createSocketContext(wiring, headersOf({ headers })).person(),
    clientFor: wiring.objects.clientFor,
    isInStep: inStep(wiring.memberRights),
  };
  const download = createDownloadDoor(deps, wiring.gate, wiring.secureCookies);
  return { ...createStreamDoor(deps, wiring.gate), download };
}
