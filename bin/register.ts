import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ConnectionReport, KubeconfigContext, Registration } from '~/server/clusters/model/registration';
import { call, findHub } from './hub';

export const REGISTER_HELP = `portolan register --context NAME [--kubeconfig FILE] [--name NAME] [--environment E] [--provider P] [--region R] [--zone Z] [--dry-run]
  Registers the cluster of a kubeconfig context with the hub. The file is $KUBECONFIG or ~/.kube/config when not given.`;

/** The same steps as the console's form: read the context, test the connection, register. */
export async function register(argv: string[]): Promise<void> {
  const { values } = parseArgs({
    args: argv,
    options: {
      context: { type: 'string' },
      kubeconfig: { type: 'string' },
      name: { type: 'string' },
      environment: { type: 'string' },
      provider: { type: 'string' },
      region: { type: 'string' },
      zone: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
    },
  });
  const hub = findHub();
  const text = readKubeconfig(values.kubeconfig);
  const contexts = await call<KubeconfigContext[]>(hub, 'clusters.readKubeconfig', { text });
  const context = choose(contexts, values.context);
  const access = { by: 'kubeconfig' as const, text, context: context.name };
  const name = values.name ?? context.suggestedName;
  const report = await call<ConnectionReport>(hub, 'clusters.testConnection', { name, access });
  for (const { check, outcome, code, detail } of report.checks)
    console.log(`${outcome.padEnd(8)} ${check}${code === 'ok' ? '' : ` ${code}`}${detail ? `: ${detail}` : ''}`);
  if (!report.ok) throw new Error(`${name} was not registered`);
  if (values['dry-run']) return;
  const { environment, provider, region, zone } = values;
  const places = Object.fromEntries(
    Object.entries({ environment, provider, region, zone }).filter(([, value]) => value !== undefined),
  );
  const registration: Partial<Registration> = { name, access, ...places };
  await call(hub, 'clusters.register', registration);
  console.log(`${name} is registered`);
}

function readKubeconfig(given: string | undefined): string {
  const file = given ?? process.env['KUBECONFIG']?.split(path.delimiter)[0] ?? path.join(os.homedir(), '.kube/config');
  if (!existsSync(file)) throw new Error(`there is no kubeconfig at ${file}`);
  return readFileSync(file, 'utf8');
}

function choose(contexts: KubeconfigContext[], wanted: string | undefined): KubeconfigContext {
  const names = contexts.map(({ name }) => name).join(', ');
  if (wanted === undefined) throw new Error(`say which context with --context; there are ${names}`);
  const found = contexts.find(({ name }) => name === wanted);
  if (!found) throw new Error(`there is no context ${wanted}; there are ${names}`);
  if (found.refusal) throw new Error(`${wanted} cannot be used: ${found.refusal.detail}`);
  return found;
}
