import path from 'node:path/posix';
import type { Entry } from './file-system';
import { type Command, readAll, resolvePath, type Shell, say } from './shell';
import { packTar, type TarEntry, unpackTar } from './tar';

const optionsOf = (args: readonly string[]) => args.filter((one) => /^-./.test(one)).join('');
const operands = (args: readonly string[]) => args.filter((one) => one === '-' || !one.startsWith('-'));
const missing = (command: string, file: string) => `${command}: ${file}: No such file or directory`;

const cat: Command = async (args, { stdin, stdout, stderr }, shell) => {
  const refuse = (why: string) => {
    say(stderr, `cat: ${why}`);
    return 1;
  };
  let exit = 0;
  for (const file of args.length > 0 ? args : ['-']) {
    if (file === '-') {
      for await (const chunk of stdin) stdout(Buffer.from(chunk));
      continue;
    }
    const entry = shell.files.get(resolvePath(shell, file));
    if (entry?.kind === 'file') stdout(entry.bytes);
    else exit = refuse(entry ? 'read error: Is a directory' : `can't open '${file}': No such file or directory`);
  }
  return exit;
};

const ls: Command = (args, { stdout, stderr }, shell) => {
  const asked = operands(args).length > 0 ? operands(args) : ['.'];
  const lines = asked.map((file) => listed(shell, file));
  for (const [index, found] of lines.entries()) {
    if (!found) say(stderr, missing('ls', asked[index] ?? ''));
    for (const [name, entry] of found ?? []) say(stdout, optionsOf(args).includes('l') ? longLine(name, entry) : name);
  }
  return lines.every(Boolean) ? 0 : 1;
};

/** A file, or what is in a folder; undefined when there is neither. */
function listed({ files, ...shell }: Shell, file: string): [name: string, entry: Entry][] | undefined {
  const full = path.resolve(shell.folder, file);
  const entry = files.get(full);
  if (entry?.kind !== 'folder') return entry && [[file, entry]];
  return files.list(full).flatMap((name) => {
    const inside = files.get(path.join(full, name));
    return inside ? [[name, inside] as [string, Entry]] : [];
  });
}

function longLine(name: string, entry: Entry): string {
  const bits = [...'rwxrwxrwx'].map((letter, index) => ((entry.mode >> (8 - index)) & 1 ? letter : '-')).join('');
  const size = entry.kind === 'file' ? entry.bytes.length : 4096;
  const changed = entry.changed.toISOString().slice(0, 16).replace('T', ' ');
  return `${entry.kind === 'folder' ? 'd' : '-'}${bits} 1 root root ${String(size).padStart(8)} ${changed} ${name}`;
}

const mkdir: Command = (args, { stderr }, shell) => {
  const failed = operands(args).filter((folder) => !shell.files.makeFolder(resolvePath(shell, folder), shell.now()));
  for (const folder of failed) say(stderr, `mkdir: can't create directory '${folder}': Not a directory`);
  return failed.length > 0 ? 1 : 0;
};

const rm: Command = (args, { stderr }, shell) => {
  const isForced = optionsOf(args).includes('f');
  let exit = 0;
  for (const file of operands(args)) {
    const full = resolvePath(shell, file);
    if (shell.files.get(full)) shell.files.remove(full);
    else if (!isForced) {
      say(stderr, `rm: can't remove '${file}': No such file or directory`);
      exit = 1;
    }
  }
  return exit;
};

const touch: Command = (args, _streams, shell) => {
  for (const file of operands(args)) {
    const full = resolvePath(shell, file);
    const entry = shell.files.get(full);
    if (entry?.kind !== 'folder') shell.files.write(full, entry?.bytes ?? Buffer.alloc(0), shell.now());
  }
  return 0;
};

/** `test -d`, `-f`, `-e`, `-n`, `-z` and `=`; what else there is, is false. */
const test: Command = (given, _streams, shell) => {
  const args = given.at(-1) === ']' ? given.slice(0, -1) : given;
  const [first = '', second = '', third = ''] = args;
  const entry = shell.files.get(resolvePath(shell, second));
  const answers: Record<string, boolean> = {
    '-d': entry?.kind === 'folder',
    '-f': entry?.kind === 'file',
    '-e': entry !== undefined,
    '-n': second !== '',
    '-z': second === '',
  };
  if (second === '=' || second === '!=') return (first === third) === (second === '=') ? 0 : 1;
  return (answers[first] ?? first !== '') ? 0 : 1;
};

/** `tar cf - FILE` and `tar xf - -C FOLDER`, which is what kubectl cp runs. */
const tar: Command = async (args, { stdin, stdout, stderr }, shell) => {
  const [mode = ''] = args.filter((one) => !one.startsWith('--'));
  const at = args.indexOf('-C');
  const base = resolvePath(shell, at < 0 ? '.' : (args[at + 1] ?? '.'));
  const names = operands(args.filter((one, index) => one !== mode && (at < 0 || (index !== at && index !== at + 1))));
  if (mode.includes('x')) {
    for (const entry of unpackTar(await readAll(stdin))) unpack(shell, base, entry);
    return 0;
  }
  const entries: TarEntry[] = [];
  let exit = 0;
  for (const name of names.filter((one) => one !== '-')) {
    const found = collect(shell, path.resolve(base, name), name.replace(/^\/+/, '') || '.');
    if (name.startsWith('/') && found.length > 0) say(stderr, "tar: removing leading '/' from member names");
    if (found.length === 0) {
      say(stderr, missing('tar', name));
      exit = 1;
    }
    entries.push(...found);
  }
  stdout(packTar(entries));
  return exit;
};

function unpack(shell: Shell, base: string, { name, kind, bytes, mode, changed }: TarEntry): void {
  const full = path.resolve(base, name.replace(/^\/+/, ''));
  if (kind === 'folder') shell.files.makeFolder(full, changed);
  else shell.files.write(full, bytes, changed, mode);
}

function collect(shell: Shell, full: string, name: string): TarEntry[] {
  const entry = shell.files.get(full);
  if (!entry) return [];
  const own = { name, kind: entry.kind, mode: entry.mode, changed: entry.changed };
  if (entry.kind === 'file') return [{ ...own, bytes: entry.bytes }];
  const inside = shell.files.list(full).flatMap((one) => collect(shell, path.join(full, one), `${name}/${one}`));
  return [{ ...own, bytes: Buffer.alloc(0) }, ...inside];
}

export const FILE_COMMANDS: Record<string, Command> = { cat, ls, mkdir, rm, tar, test, '[': test, touch };
