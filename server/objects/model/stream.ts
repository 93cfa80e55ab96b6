import { z } from 'zod';
import { ClusterNameText } from '~/server/clusters/model/names';
import { ContainerPath, FileName, MOST_FILE, OfContainer } from './transfer';

const Name = z.string().min(1).max(253);
const Place = { cluster: ClusterNameText, namespace: Name };

const Size = z.strictObject({ columns: z.int().min(1).max(1000), rows: z.int().min(1).max(1000) });

/** The first message of a browser: what is to be streamed. */
export const OpenTerminal = z.strictObject({
  ...{ open: z.literal('terminal'), ...Place, pod: Name, container: Name.optional() },
  reason: z.string().max(500).default(''),
  size: Size,
});
export type OpenTerminal = z.infer<typeof OpenTerminal>;

/** Pods by their name, or by their labels: those that come later too, while they are followed. */
export const LogSource = z.union([
  z.strictObject({ ...Place, pod: Name }),
  z.strictObject({ ...Place, labelSelector: z.string().min(1).max(2000) }),
]);
export type LogSource = z.infer<typeof LogSource>;

export const OpenLogs = z.strictObject({
  open: z.literal('logs'),
  sources: z.array(LogSource).min(1).max(50),
  container: Name.optional(),
  follow: z.boolean(),
  /** Of the containers that ran before those of now. */
  previous: z.boolean(),
  sinceSeconds: z.int().min(1).max(31_536_000).optional(),
  tailLines: z.int().min(1).max(10_000),
});
export type OpenLogs = z.infer<typeof OpenLogs>;

/** A file of the browser's machine into a folder of a container. The hub asks for its bytes piece by piece. */
export const OpenUpload = z.strictObject({
  ...{ open: z.literal('upload'), ...OfContainer, folder: ContainerPath, name: FileName },
  size: z.int().min(0).max(MOST_FILE),
});
export type OpenUpload = z.infer<typeof OpenUpload>;

export const Opening = z.discriminatedUnion('open', [OpenTerminal, OpenLogs, OpenUpload]);

/** Of a terminal's messages in binary the first byte is the channel, as members have it: what is typed, shown, and the size. */
export const CHANNEL = { stdin: 0, stdout: 1, stderr: 2, status: 3, resize: 4 } as const;

/** `lost`: the right to it ended. `broken`: its recording could not be continued, or the member went away. */
export type EndReason = 'exited' | 'refused' | 'lost' | 'broken';

/** What a browser is told of its terminal in text. */
export type TerminalNews =
  | { type: 'opened'; ranAs: 'person' | 'hub'; recording: boolean }
  | { type: 'ended'; why: EndReason; detail: string; code: number | null };

/** What a browser is told of its upload; `more` asks for so many bytes of the file from a place on. */
export type UploadNews =
  | { type: 'more'; from: number; bytes: number }
  | { type: 'ended'; why: EndReason; detail: string; code: number | null };

/** One line of a log: its moment as the member wrote it (RFC 3339, nanoseconds), and its text. */
export type LogLine = [at: string, text: string];

/** What a browser is told of logs. `of` is the number under which a container was told. */
export type LogNews =
  | { type: 'container'; of: number; cluster: string; namespace: string; pod: string; container: string }
  | { type: 'lines'; of: number; lines: LogLine[] }
  /** A container runs anew since a moment; its lines go on under the same number. */
  | { type: 'restarted'; of: number; at: string }
  /** What of a cluster cannot be read, and why; everything else goes on. */
  | { type: 'failed'; cluster: string; pod: string | null; detail: string }
  /** So many lines came faster than this browser reads. */
  | { type: 'dropped'; lines: number }
  /** There are more containers than are followed at once. */
  | { type: 'limited'; most: number }
  | { type: 'ended'; why: EndReason; detail: string };
