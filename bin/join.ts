import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { AgentRow, JoinTokenMade } from '~/server/clusters/model/agent';
import { ask, call, findHub, type HubAccess } from './hub';

export const JOIN_HELP = `portolan join --context NAME [--kubeconfig FILE] [--name NAME] [--approve] [--process [--state FOLDER]]
  Brings a cluster in from inside: applies the agent's manifest with kubectl, or runs the agent here as a process. The hub
  gets no credential of it. --approve lets the agent in that introduces itself; without it somebody does so in the console.`;

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const WAIT_MS = 120_000;

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

/** A token by the API, the agent by kubectl or as a process, and, when asked to, its approval. */
export async function join(argv: string[]): Promise<void> {
  const options = { context: text, kubeconfig: text, name: text, state: text, approve: flag, process: flag };
  const { values } = parseArgs({ args: argv, options });
  const { context, kubeconfig } = values;
  if (context === undefined) throw new Error('say which cluster with --context');
  const name = values.name ?? context;
  const hub = findHub();
  const made = await call<JoinTokenMade>(hub, 'clusters.createJoinToken', { names: name });
  if (values.process) {
    const state = path.resolve(values.state ?? path.join(ROOT, '.data/agents', name));
    runAgent(made, state, { context, kubeconfig });
  } else await applyManifest(made, { context, kubeconfig });
  if (values.approve) await approve(hub, name);
  else console.log(`the agent of ${name} waits for approval in the console, at Clusters → Register`);
}

type Kube = { context: string; kubeconfig: string | undefined };

async function applyManifest(made: JoinTokenMade, { context, kubeconfig }: Kube): Promise<void> {
  const manifest = await download(made);
  const file = kubeconfig === undefined ? [] : ['--kubeconfig', kubeconfig];
  const args = [...file, '--context', context, 'apply', '-f', '-'];
  const { status, error } = spawnSync('kubectl', args, { input: manifest, stdio: ['pipe', 'inherit', 'inherit'] });
  if (error) throw new Error(`kubectl cannot be run: ${error.message}`);
  if (status !== 0) throw new Error(`kubectl apply ended with ${status}`);
}

function download({ hub, token, certificateAuthority }: JoinTokenMade): Promise<string> {
  const trust = certificateAuthority === null ? {} : { ca: certificateAuthority };
  return new Promise((resolve, reject) => {
    const asked = https.get(new URL(`/join/${token}.yaml`, hub), trust, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8');
        if (answer.statusCode === 200) resolve(body);
        else reject(new Error(body.trim()));
      });
    });
    asked.on('error', ({ message }) => reject(new Error(`${hub} cannot be reached: ${message}`)));
  });
}

function runAgent({ hub, token, certificateAuthority }: JoinTokenMade, state: string, kube: Kube): void {
  const program = path.join(ROOT, 'dist/agent.mjs');
  if (!existsSync(program)) throw new Error(`${program} is not there: npm start builds it`);
  const kubeconfig =
    kube.kubeconfig ?? process.env['KUBECONFIG'] ?? path.join(process.env['HOME'] ?? '', '.kube/config');
  mkdirSync(state, { recursive: true, mode: 0o700 });
  const keep = (file: string, content: string) => {
    writeFileSync(path.join(state, file), content, { mode: 0o600 });
    return path.join(state, file);
  };
  const trust = certificateAuthority === null ? [] : ['--ca', keep('ca.crt', certificateAuthority)];
  const where = ['--kubeconfig', path.resolve(kubeconfig), '--context', kube.context, '--state', state];
  const args = [program, '--hub', hub, ...trust, '--token-file', keep('token', token), ...where];
  const agent = spawn(process.execPath, args, { stdio: 'inherit' });
  agent.once('exit', (code) => process.exit(code ?? 1));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => agent.kill(signal));
}

async function approve(hub: HubAccess, name: string): Promise<void> {
  for (const until = Date.now() + WAIT_MS; Date.now() < until; ) {
    const agents = await ask<AgentRow[]>(hub, 'clusters.agents', {});
    const found = agents.find((agent) => agent.name === name && agent.state === 'pending');
    if (found) {
      await call(hub, 'clusters.approveAgent', { id: found.id });
      console.log(`${name} is approved; its agent's key is ${found.fingerprint}`);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  throw new Error(
    `no agent of ${name} has introduced itself in two minutes: kubectl logs -n portolan-agent deploy/portolan-agent`,
  );
}
