import type { ServerResponse } from 'node:http';
import type { Download } from '~/server/objects/model/transfer';
import type { PersonActor } from '~/server/teams/model/actor';
import type { BrowserDoorDeps } from '../browsers/ports';
import type { TransferEnd } from '../members/run-stream';
import { takesMore } from '../members/takes-more';
import { beforeSilence, TransferFault } from './before-silence';
import type { CommandChannels } from './command-channels';
import { attachment, isWholeFile, readingCommands, savedName } from './core/file-commands';
import { type FirstEntry, firstEntry } from './core/first-entry';
import { type Attempt, runTransfer } from './run-transfer';

export type Downloading = {
  asked: Download;
  response: ServerResponse;
  gone: AbortController;
  /** Called before the first byte, with the id on record and the name under which it is saved. */
  onBegin(request: string, name: string): void;
};

/**
 * Streams a file or a folder of a container into a response as fast as it is read, and unpacks nothing. The end of a response
 * is held back until the container has said that all of it came: what is cut short does not look whole.
 */
export function serveDownload(
  deps: BrowserDoorDeps,
  person: PersonActor,
  { asked, response, gone, onBegin }: Downloading,
): Promise<TransferEnd> {
  const { path, transfer: _id, ...of } = asked;
  const commands = readingCommands(path);
  const begin = (request: string, isArchive: boolean, length?: number) => {
    const name = savedName(path, isArchive);
    onBegin(request, name);
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-disposition': attachment(name),
      ...(length === undefined ? {} : { 'content-length': length }),
    });
  };
  const transfer = { direction: 'download' as const, path };
  return runTransfer(deps, person, { of, transfer, commands, gone }, async (attempt) => {
    const { channels, by, request } = attempt;
    if (by === 'cat') return sendBytes(attempt, response, () => begin(request, false));
    const head = await readHead(channels);
    if (!head) return (await missing(channels)) ?? 'next';
    const { entry, bytes } = head;
    // what has no size, as in /proc, or is a link, is read by its name
    if (entry.kind === 'link' || (entry.kind === 'file' && entry.size === 0)) return 'next';
    if (entry.kind === 'other') throw new TransferFault('this is neither a file nor a folder');
    if (entry.kind === 'folder') return sendArchive(attempt, response, bytes, () => begin(request, true));
    begin(request, false, entry.size);
    return sendFile(attempt, response, entry.size, bytes.subarray(entry.offset));
  });
}

/** The first entry with all that was read for it; undefined when nothing came. */
async function readHead(channels: CommandChannels): Promise<{ entry: FirstEntry; bytes: Buffer } | undefined> {
  let bytes: Buffer = Buffer.alloc(0);
  for (;;) {
    const chunk = await beforeSilence(channels.read());
    if (!chunk) return undefined;
    bytes = Buffer.concat([bytes, chunk]);
    const entry = entryOf(bytes);
    if (entry === 'none') return undefined;
    if (entry !== 'incomplete') return { entry, bytes };
  }
}

function entryOf(bytes: Buffer): ReturnType<typeof firstEntry> {
  try {
    return firstEntry(bytes);
  } catch {
    throw new TransferFault('the tar of this container does not answer with an archive');
  }
}

/** Undefined for a command that is not there; throws what else kept it from reading. */
async function missing(channels: CommandChannels): Promise<undefined> {
  await drain(channels);
  const { exit, said } = await beforeSilence(channels.ended);
  if (exit?.isNotFound) return undefined;
  throw new TransferFault(said || exit?.detail || 'the connection to the container broke off');
}

async function drain(channels: CommandChannels): Promise<void> {
  while (await beforeSilence(channels.read()));
}

async function send(response: ServerResponse, { moved }: Attempt, bytes: Buffer): Promise<void> {
  moved.bytes += bytes.length;
  if (!response.destroyed && !response.write(bytes)) await takesMore(response);
  if (response.destroyed) throw new TransferFault('it was cancelled, or the browser went away');
}

/** So many bytes of one file out of its archive. */
async function sendFile(attempt: Attempt, response: ServerResponse, size: number, first: Buffer): Promise<string> {
  const { channels } = attempt;
  let [chunk, left]: [Buffer | undefined, number] = [first, size];
  while (chunk && left > chunk.length) {
    left -= chunk.length;
    await send(response, attempt, chunk);
    chunk = await beforeSilence(channels.read());
  }
  await drain(channels);
  const { exit, said } = await beforeSilence(channels.ended);
  if (!chunk || !isWholeFile(exit?.code ?? null, said))
    throw new TransferFault(said || 'the file ended before all of it came');
  await send(response, attempt, chunk.subarray(0, left));
  response.end();
  return said;
}

/** All that comes; `begin` is called once it is known that something can be read. */
async function sendBytes(attempt: Attempt, response: ServerResponse, begin: () => void): Promise<string> {
  const { channels } = attempt;
  let held = await beforeSilence(channels.read());
  if (held) begin();
  for (let next = held; next; ) {
    next = await beforeSilence(channels.read());
    if (!next || !held) break;
    await send(response, attempt, held);
    held = next;
  }
  const { exit, said } = await beforeSilence(channels.ended);
  if (exit?.isNotFound && !held) return 'next';
  if (/is a directory/i.test(said)) throw new TransferFault('this is a link to a folder: end its path with /');
  if (exit?.code !== 0) throw new TransferFault(said || exit?.detail || 'it ended before all of it came');
  if (held) await send(response, attempt, held);
  else begin();
  response.end();
  return said;
}

/** An archive as it comes. Where tar could not read some of it and went on, the rest is sent, and what is missing is said. */
async function sendArchive(
  attempt: Attempt,
  response: ServerResponse,
  first: Buffer,
  begin: () => void,
): Promise<string> {
  const { channels } = attempt;
  begin();
  for (let chunk: Buffer | undefined = first; chunk; chunk = await beforeSilence(channels.read()))
    await send(response, attempt, chunk);
  const { exit, said } = await beforeSilence(channels.ended);
  if (!exit) throw new TransferFault('the connection to the container broke off');
  response.end();
  return exit.code === 0 ? said : `not everything could be read: ${said || exit.detail}`;
}
