import type { IncomingHttpHeaders } from 'node:http';
import { createSocketContext } from '~/server/api/context';
import { headersOf } from '~/server/api/upgrade';
import type { Wiring } from '~/server/wiring';
import { createStreamDoor, type StreamDoor } from './browsers/stream-door';
import { membersDeps } from './machine-doors';

/** Logs and terminals of members for people in their browsers, who come with their session's cookie. */
export const createBrowserDoor = (wiring: Wiring): StreamDoor =>
  createStreamDoor(
    {
      ...membersDeps(wiring),
      personOf: (headers: IncomingHttpHeaders) => createSocketContext(wiring, headersOf({ headers })).person(),
      clientFor: wiring.objects.clientFor,
      isInStep: async (cluster) => (await wiring.memberRights.list('all', cluster))[0]?.state === 'in-step',
    },
    wiring.gate,
  );
