import { parentPort } from 'node:worker_threads';
import { stringify } from 'yaml';
import { editDocument } from './edit-document';
import { parseDocuments } from './parse-documents';
import type { YamlAnswer, YamlTask } from './yaml-thread';

/** What stands on the other side of `createYamlThread`: says once that it is there, then answers one task at a time. */
parentPort?.on('message', (task: YamlTask) => parentPort?.postMessage(answer(task)));
parentPort?.postMessage('ready');

function answer(task: YamlTask): YamlAnswer {
  if ('read' in task) return { documents: parseDocuments(task.read) };
  if ('edit' in task) return { text: editDocument(task.edit, task.edits) };
  // one line per value however long, and no anchors: what is read back is what was printed
  return { text: stringify(task.print, { lineWidth: 0, aliasDuplicateObjects: false, singleQuote: true }) };
}
