import path from 'node:path/posix';
import type { WebSocket } from 'ws';
import type { OpenUpload, UploadNews } from '~/server/objects/model/stream';
import type { PersonActor } from '~/server/teams/model/actor';
import type { BrowserDoorDeps } from '../browsers/ports';
import { beforeSilence, TransferFault } from './before-silence';
import { writingCommands } from './core/file-commands';
import { uploadArchive } from './core/upload-archive';
import { type Attempt, runTransfer } from './run-transfer';
import { type UploadSource, uploadSource } from './upload-source';

/** A file of a browser into a folder of a container, asked for no faster than the container takes it. Throws what refuses it. */
export async function serveUpload(
  deps: BrowserDoorDeps,
  person: PersonActor,
  { socket, gone, open }: { socket: WebSocket; gone: AbortController; open: OpenUpload },
): Promise<void> {
  const { open: _open, folder, name, size, ...of } = open;
  const archive = uploadArchive(name, size, deps.recordings.clock.now());
  const commands = writingCommands(folder, name, size, archive.length);
  const transfer = { direction: 'upload' as const, path: path.join(folder, name), bytes: size };
  const source = uploadSource(socket, size);
  const end = await runTransfer(deps, person, { of, transfer, commands, gone }, async (attempt) => {
    const around = attempt.by === 'tar' ? archive : BARE;
    await pass(attempt, source, size, around);
    const { exit, said } = await beforeSilence(attempt.channels.ended);
    if (exit?.isNotFound) return 'next';
    if (exit?.code !== 0) throw new TransferFault(said || exit?.detail || 'the connection to the container broke off');
    return said;
  });
  if (gone.signal.aborted) return;
  const news: UploadNews = {
    ...{ type: 'ended', why: end.failed ? 'broken' : 'exited', detail: end.detail, code: end.failed ? null : 0 },
  };
  socket.send(JSON.stringify(news));
}

const BARE = { before: Buffer.alloc(0), after: Buffer.alloc(0) };

/** Sends all of a file with what stands around it, until the command ends. */
async function pass(
  { channels, moved }: Attempt,
  source: UploadSource,
  size: number,
  { before, after }: { before: Buffer; after: Buffer },
): Promise<void> {
  const over = channels.ended.then(() => undefined);
  const write = (bytes: Buffer) => beforeSilence(Promise.race([channels.write(bytes), over]));
  moved.bytes = 0;
  await write(before);
  let next = source.piece(0);
  for (let from = 0; from < size; ) {
    const bytes = await Promise.race([next, over]);
    if (!bytes) return;
    from += bytes.length;
    // the next one is on its way while this one is written
    next = source.piece(from);
    await write(bytes);
    moved.bytes = from;
  }
  await write(after);
}
