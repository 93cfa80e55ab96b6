import { PassThrough, Readable } from 'node:stream';
import type { Container } from '~/server/simulator/runtime/container';
import { COMMANDS } from './commands';
import { expand, type Pipeline, parseScript, type Redirect, type SimpleCommand } from './parse-script';
import { type Command, gather, readAll, resolvePath, type Shell, type Streams, say } from './shell';

/** Runs a script of sh and answers the exit code of its last command. */
export async function runScript(text: string, streams: Streams, shell: Shell): Promise<number> {
  let pipelines: Pipeline[];
  try {
    pipelines = parseScript(text);
  } catch (error) {
    say(streams.stderr, `sh: ${error instanceof Error ? error.message : error}`);
    return 2;
  }
  for (const { after, commands } of pipelines) {
    const isDue = after === ';' || (after === '&&') === (shell.lastExit === 0);
    if (!isDue || shell.isOver || streams.gone.aborted) continue;
    shell.lastExit = await runPipeline(commands, streams, shell);
  }
  return shell.lastExit;
}

/** The commands of a pipeline one after the other, each with all that the one before has written. */
async function runPipeline(commands: readonly SimpleCommand[], streams: Streams, shell: Shell): Promise<number> {
  let [stdin, exit] = [streams.stdin, 0];
  for (const [index, command] of commands.entries()) {
    const isLast = index === commands.length - 1;
    const pipe = new PassThrough({ highWaterMark: Number.MAX_SAFE_INTEGER });
    const stdout = isLast ? streams.stdout : (bytes: Buffer) => void pipe.write(bytes);
    exit = await runSimple(command, { ...streams, stdin, stdout }, shell);
    pipe.end();
    stdin = pipe;
  }
  return exit;
}

async function runSimple({ words, redirects }: SimpleCommand, streams: Streams, shell: Shell): Promise<number> {
  const variable = (name: string) => (name === '?' ? String(shell.lastExit) : (shell.variables.get(name) ?? ''));
  const [name, ...args] = assigned(
    words.map((word) => expand(word, variable)),
    shell,
  );
  if (name === undefined) return 0;
  const outputs: Output[] = [];
  let own: Streams | undefined = streams;
  for (const redirect of redirects) {
    const file = resolvePath(shell, expand(redirect.target, variable));
    own = own && redirected(own, { operator: redirect.operator, file, outputs }, shell);
  }
  if (!own) return 1;
  const exit = await runCommand(name, args, own, shell);
  for (const output of outputs) keep(output, shell);
  return exit;
}

/** Takes the assignments off the front of a command. */
function assigned(texts: string[], { variables }: Shell): string[] {
  const first = texts.findIndex((text) => !/^\w+=/.test(text));
  const count = first < 0 ? texts.length : first;
  for (const text of texts.slice(0, count)) {
    const [, name = '', value = ''] = /^(\w+)=(.*)$/s.exec(text) ?? [];
    variables.set(name, value);
  }
  return texts.slice(count);
}

type Output = { file: string; isAppended: boolean; gathered: ReturnType<typeof gather> };

/** The streams of a command with one of them turned elsewhere; undefined when its file cannot be read. */
function redirected(
  streams: Streams,
  { operator, file, outputs }: { operator: Redirect['operator']; file: string; outputs: Output[] },
  { files }: Shell,
): Streams | undefined {
  if (operator === '2>&1') return { ...streams, stderr: streams.stdout };
  if (operator === '>&2') return { ...streams, stdout: streams.stderr };
  if (operator === '<') {
    const entry = files.get(file);
    if (entry?.kind === 'file') return { ...streams, stdin: Readable.from([entry.bytes]) };
    say(streams.stderr, `sh: can't open ${file}: no such file`);
    return undefined;
  }
  const turned = (write: Streams['stdout']) =>
    operator === '2>' ? { ...streams, stderr: write } : { ...streams, stdout: write };
  if (file === '/dev/null') return turned(() => {});
  const gathered = gather();
  outputs.push({ file, isAppended: operator === '>>', gathered });
  return turned(gathered.add);
}

function keep({ file, isAppended, gathered }: Output, { files, now }: Shell): void {
  const before = files.get(file);
  const kept = isAppended && before?.kind === 'file' ? [before.bytes] : [];
  files.write(file, Buffer.concat([...kept, gathered.all()]), now());
}

/** Runs one command by its name; 127 when the container has none of that name, 1 with its words when it cannot go on. */
export async function runCommand(name: string, args: string[], streams: Streams, shell: Shell): Promise<number> {
  const command = findCommand(name, shell.container);
  if (!command) {
    say(streams.stderr, `sh: ${name}: not found`);
    return 127;
  }
  try {
    return await command(args, streams, shell);
  } catch (error) {
    say(streams.stderr, `${name}: ${error instanceof Error ? error.message : error}`);
    return 1;
  }
}

/** A command of the container by its name or path; undefined when it has none. Images that say so have no tar, or nothing at all. */
export function findCommand(name: string, { image }: Pick<Container, 'image'>): Command | undefined {
  const base = name.replace(/^(\/usr)?\/bin\//, '');
  if (image.includes('distroless') || (image.includes('no-tar') && base === 'tar')) return undefined;
  return ['sh', 'ash', 'bash'].includes(base) ? sh : Object.hasOwn(COMMANDS, base) ? COMMANDS[base] : undefined;
}

/** `sh -c SCRIPT`, or the script that comes in. */
const sh: Command = async (args, streams, shell) => {
  const at = args.findIndex((one) => /^-\w*c\w*$/.test(one));
  const script = at < 0 ? (await readAll(streams.stdin)).toString() : (args[at + 1] ?? '');
  const given = at < 0 ? [] : args.slice(at + 2).map((value, index): [string, string] => [String(index), value]);
  const inner: Shell = { ...shell, variables: new Map([...shell.variables, ...given]), isOver: false, lastExit: 0 };
  return runScript(script, streams, inner);
};
