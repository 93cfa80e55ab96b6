import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Gate } from '~/server/api/gate';
import { headersOf, mayOpen } from '~/server/api/upgrade';
import { DomainError } from '~/server/kernel/failure';
import { answerCookie, Download, type DownloadAnswer } from '~/server/objects/model/transfer';
import type { BrowserDoorDeps } from '../browsers/ports';
import { statusOf } from '../members/core/status-of';
import { Refused, statusOfError } from '../members/serve-member';
import { whileAllowed } from '../members/while-allowed';
import { TransferFault } from './before-silence';
import { serveDownload } from './serve-download';

/** Serves one download; never rejects. */
export type DownloadDoor = (message: IncomingMessage, response: ServerResponse) => Promise<void>;

/** What is saved comes as the answer to a link, so that a browser writes it to its disk as it comes and shows how far it is. */
export function createDownloadDoor(deps: BrowserDoorDeps, gate: Gate, secureCookies: boolean): DownloadDoor {
  return async (message, response) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    let transfer: string | undefined;
    const tell = (answer: DownloadAnswer) => {
      if (transfer !== undefined && !response.headersSent)
        response.setHeader('set-cookie', cookieOf(transfer, answer, secureCookies));
    };
    try {
      if (message.method !== 'GET' || !isOurs(gate, headersOf(message))) throw new Refused(NOT_OURS);
      const asked = readQuery(message);
      transfer = asked.transfer;
      await whileAllowed(deps, message.headers, gone, async () => {
        const person = await deps.personOf(message.headers);
        if (!person) throw new DomainError({ kind: 'unauthenticated' });
        const onBegin = (request: string, name: string) => tell({ began: true, request, name });
        const end = await serveDownload(deps, person, { asked, response, gone, onBegin });
        if (end.failed) throw new TransferFault(end.detail);
      });
    } catch (error) {
      refuse(message, response, { deps, error, tell });
    }
  };
}

const NOT_OURS = statusOf(403, 'Forbidden', 'only pages of this hub may save files from here');
const UNCLEAR = statusOf(400, 'BadRequest', 'the address does not say what is to be saved');

/**
 * A navigation has no Origin, so its Referer must be ours, which no foreign page can make it (our pages send it for these
 * links alone); a program shows a token instead.
 */
function isOurs(gate: Gate, headers: ReturnType<typeof headersOf>): boolean {
  if (headers.get('authorization') !== null) return mayOpen(gate, headers);
  const [referer, site] = [headers.get('referer') ?? '', headers.get('sec-fetch-site') ?? 'same-origin'];
  const isHere = URL.canParse(referer) && gate.origins.has(new URL(referer).origin);
  return isHere && site === 'same-origin' && gate.hosts.has(headers.get('host') ?? '');
}

function readQuery({ url = '' }: IncomingMessage): Download {
  const input = Download.safeParse(Object.fromEntries(new URL(url, 'http://hub').searchParams));
  if (!input.success) throw new Refused(UNCLEAR);
  return input.data;
}

type Refusing = { deps: BrowserDoorDeps; error: unknown; tell(answer: DownloadAnswer): void };

/** A browser stays on its page (204) and finds the sentence in a cookie; what has begun breaks off, so that it is not taken for whole. */
function refuse(message: IncomingMessage, response: ServerResponse, { deps, error, tell }: Refusing): void {
  if (response.headersSent) return void response.destroy();
  const status = error instanceof TransferFault ? statusOf(422, 'Invalid', error.message) : statusOfError(deps, error);
  tell({ began: false, detail: status.message.slice(0, 600) });
  const isProgram = message.headers.authorization !== undefined;
  response.writeHead(isProgram || status === NOT_OURS ? status.code : 204, { 'content-type': 'application/json' });
  response.end(isProgram || status === NOT_OURS ? JSON.stringify(status) : undefined);
}

function cookieOf(transfer: string, answer: DownloadAnswer, secure: boolean): string {
  const value = encodeURIComponent(JSON.stringify(answer));
  return `${answerCookie(transfer)}=${value}; Path=/; Max-Age=60; SameSite=Strict${secure ? '; Secure' : ''}`;
}
