import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { ApplicationPreview } from '~/server/federation/model/preview';
import type { ApplicationView } from '~/server/federation/model/row';
import { ask, call, findHub, type HubAccess, isNotFound } from './hub';

export const APPLY_HELP = `portolan apply -f FILE [--reason TEXT] [--dry-run] [--confirm-removal]
  Saves the application of a file (- is the standard input) as its next revision, and says what becomes of which cluster.
portolan export NAME
  Prints an application as the file that apply takes.`;

/** The same steps as the console's editor: preview, say what would become of every cluster, save. */
export async function apply(argv: string[]): Promise<void> {
  const { values } = parseArgs({
    args: argv,
    options: {
      filename: { type: 'string', short: 'f' },
      reason: { type: 'string', default: '' },
      'dry-run': { type: 'boolean', default: false },
      'confirm-removal': { type: 'boolean', default: false },
    },
  });
  if (values.filename === undefined) throw new Error('say which file with -f; - is the standard input');
  const text = readFileSync(values.filename === '-' ? 0 : values.filename, 'utf8');
  const hub = findHub();
  const preview = await call<ApplicationPreview>(hub, 'federation.preview', { text });
  const base = (await read(hub, preview.name))?.newest ?? null;
  tell(preview);
  if (preview.isBlocked) throw new Error(`${preview.name} was not saved: its overrides contradict each other or fail`);
  if (values['dry-run']) return;
  const confirmsRemoval = values['confirm-removal'];
  if (preview.removesMany !== null && !confirmsRemoval)
    throw new Error(`${preview.removesMany} objects would be removed: say --confirm-removal if that is meant`);
  const input = { text, base, reason: values.reason, confirmsRemoval };
  const { revision } = await call<{ revision: number }>(hub, 'federation.save', input);
  console.log(`${preview.name} is saved as revision ${revision}`);
}

/** Prints the text that saves the same again. */
export async function exportApplication([name]: string[]): Promise<void> {
  if (name === undefined) throw new Error('say which application');
  const view = await read(findHub(), name);
  if (!view) throw new Error(`there is no application ${name}`);
  process.stdout.write(view.text);
}

const read = (hub: HubAccess, name: string): Promise<ApplicationView | undefined> =>
  ask<ApplicationView>(hub, 'federation.get', { name }).catch((error: unknown) => {
    if (isNotFound(error)) return undefined;
    throw error;
  });

function tell({ clusters, decision, unknownClusters }: ApplicationPreview): void {
  if (unknownClusters.length > 0) console.log(`unknown  ${unknownClusters.join(', ')}`);
  for (const { cluster, does, replicas, problems } of clusters) {
    console.log(`${does.padEnd(8)} ${cluster}${replicas === null ? '' : ` ${replicas} replicas`}`);
    for (const { template, problem } of problems)
      if (problem.kind !== 'overruled') console.log(`         template ${template + 1}: ${JSON.stringify(problem)}`);
  }
  for (const unmet of decision.unmet) console.log(`unmet    ${JSON.stringify(unmet)}`);
}
