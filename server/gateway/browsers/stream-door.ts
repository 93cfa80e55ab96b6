import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Gate } from '~/server/api/gate';
import { headersOf, mayOpen } from '~/server/api/upgrade';
import { DomainError } from '~/server/kernel/failure';
import { type EndReason, Opening } from '~/server/objects/model/stream';
import { serveUpload } from '../files/serve-upload';
import { refuseUpgrade } from '../last-word';
import { statusOf } from '../members/core/status-of';
import { RECORDING_BROKEN } from '../members/run-stream';
import { Refused, statusOfError } from '../members/serve-member';
import { whileAllowed } from '../members/while-allowed';
import type { BrowserDoorDeps } from './ports';
import { serveLogs } from './serve-logs';
import { serveTerminal } from './serve-terminal';

/** Where browsers open logs and terminals: on their own origin, with their session. */
export const STREAM_PATH = '/api/stream';

export type StreamDoor = {
  upgrade(message: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
};

/** What is pasted comes in one message. */
const MOST_MESSAGE = 1024 * 1024;
const OPEN_MS = 10_000;
const TOO_LATE = statusOf(408, 'Timeout', 'nothing was asked for');
const ALIVE_MS = 20_000;

/** One WebSocket for each log and terminal: its first message says what it is for. From our own pages alone. */
export function createStreamDoor(deps: BrowserDoorDeps, gate: Gate): StreamDoor {
  const server = new WebSocketServer({ noServer: true, maxPayload: MOST_MESSAGE, perMessageDeflate: false });
  return {
    upgrade: (message, socket, head) => {
      socket.on('error', () => socket.destroy());
      if (!mayOpen(gate, headersOf(message))) return refuseUpgrade(socket, '403 Forbidden');
      void recognize(deps, message).then((isKnown) => {
        if (!isKnown) refuseUpgrade(socket, '401 Unauthorized');
        else if (!socket.destroyed)
          server.handleUpgrade(message, socket, head, (opened) => void serve(deps, message, opened));
      });
    },
    close: () => {
      for (const client of server.clients) client.terminate();
    },
  };
}

const recognize = async (deps: BrowserDoorDeps, { headers }: IncomingMessage) =>
  (await deps.personOf(headers).catch(() => undefined)) !== undefined;

/** Serves one socket from its first message to its end; whatever goes wrong is told before it closes. */
async function serve(deps: BrowserDoorDeps, { headers }: IncomingMessage, socket: WebSocket): Promise<void> {
  const gone = new AbortController();
  let isLeft = false;
  socket.on('error', () => socket.terminate());
  socket.once('close', () => {
    isLeft = true;
    gone.abort();
  });
  const alive = setInterval(() => socket.ping(), ALIVE_MS);
  try {
    const open = Opening.parse(JSON.parse(await firstMessage(socket)));
    await whileAllowed(deps, headers, gone, async () => {
      const person = await deps.personOf(headers);
      if (!person) throw new DomainError({ kind: 'unauthenticated' });
      if (open.open === 'terminal') await serveTerminal(deps, person, { socket, gone, open });
      else if (open.open === 'upload') await serveUpload(deps, person, { socket, gone, open });
      else await serveLogs(deps, person, { socket, gone, open });
    });
    if (gone.signal.aborted && !isLeft) end(socket, whyOf(gone), '');
  } catch (error) {
    if (!isLeft) end(socket, gone.signal.aborted ? whyOf(gone) : 'refused', sentence(deps, error));
  } finally {
    clearInterval(alive);
    socket.close(1000);
  }
}

const whyOf = ({ signal }: AbortController) => (signal.reason === RECORDING_BROKEN ? 'broken' : 'lost');

const end = (socket: WebSocket, why: EndReason, detail: string) =>
  socket.send(JSON.stringify({ type: 'ended', why, detail, code: null }));

function sentence(deps: BrowserDoorDeps, error: unknown): string {
  const isOurs = error instanceof Error && (error.name === 'ZodError' || error instanceof SyntaxError);
  if (isOurs) return 'the first message does not say what is to be opened';
  return statusOfError(deps, error).message;
}

function firstMessage(socket: WebSocket): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Refused(TOO_LATE));
    const timer = setTimeout(fail, OPEN_MS);
    socket.once('close', fail);
    socket.once('message', (data: RawData) => {
      clearTimeout(timer);
      socket.off('close', fail);
      resolve((data as Buffer).toString('utf8'));
    });
  });
}
