import { z } from 'zod';
import { ClusterNameText } from '~/server/clusters/model/names';

const Name = z.string().min(1).max(253);
const isStep = (step: string) => step === '.' || step === '..';

/** An absolute path in a container. Without `..`, so that what stands on record is what was meant. */
export const ContainerPath = z
  .string()
  .max(4000)
  .regex(/^\/[^\0]*$/)
  .refine((path) => !path.split('/').some(isStep));

/** One step of a path. */
export const FileName = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[^/\0]+$/)
  .refine((name) => !isStep(name));

/** 1 TiB: more than a node's disk has room for. */
export const MOST_FILE = 2 ** 40;

/** Whose files; `reason` is for the record. */
export const OfContainer = {
  ...{ cluster: ClusterNameText, namespace: Name, pod: Name, container: Name },
  reason: z.string().max(500).default(''),
};

/** A file as it is, or a folder as an archive; a path that ends in `/` is a folder, behind a link too. */
export const Download = z.strictObject({ ...OfContainer, path: ContainerPath, transfer: z.uuid() });
export type Download = z.infer<typeof Download>;

/** Where a browser saves a download from. */
export const DOWNLOAD_PATH = '/api/files/download';

/** The cookie by which a page learns what became of its download; a browser tells it in no other way. */
export const answerCookie = (transfer: string): string => `portolan-transfer-${transfer}`;

/** `request` is the id under which the transfer stands on record. */
export type DownloadAnswer = { began: true; request: string; name: string } | { began: false; detail: string };

/** What became of a transfer of one's own. `unknown`: nothing of it is on record. */
export const TransferState = z.strictObject({
  state: z.enum(['running', 'done', 'failed', 'unknown']),
  bytes: z.int().nullable(),
  detail: z.string(),
});
export type TransferState = z.infer<typeof TransferState>;
