import { FILE_COMMANDS } from './file-commands';
import { type Command, readAll, resolvePath, say } from './shell';

const linesOf = async (stdin: Parameters<typeof readAll>[0]) =>
  (await readAll(stdin)).toString().replace(/\n$/, '').split('\n');

const echo: Command = (args, { stdout }) => {
  const isBare = args[0] === '-n';
  stdout(Buffer.from(`${args.slice(isBare ? 1 : 0).join(' ')}${isBare ? '' : '\n'}`));
  return 0;
};

const env: Command = (_args, { stdout }, { variables }) => {
  for (const [name, value] of variables) say(stdout, `${name}=${value}`);
  return 0;
};

const printenv: Command = (args, streams, shell) => {
  const [name] = args;
  if (name === undefined) return env(args, streams, shell);
  const value = shell.variables.get(name);
  if (value !== undefined) say(streams.stdout, value);
  return value === undefined ? 1 : 0;
};

const ps: Command = (_args, { stdout }, { container, now }) => {
  const seconds = Math.max(0, Math.floor((now().getTime() - (container.run?.startedAt ?? now()).getTime()) / 1000));
  const program = container.command.length > 0 ? container.command.join(' ') : `/app/${container.name}`;
  say(stdout, 'PID   USER     TIME  COMMAND');
  say(
    stdout,
    `    1 root     ${Math.floor(seconds / 6000)}:${String(Math.floor(seconds / 100) % 60).padStart(2, '0')} ${program}`,
  );
  say(stdout, '   17 root      0:00 ps');
  return 0;
};

const date: Command = (args, { stdout }, { now }) => {
  const at = now();
  const [weekday, day, month, year, time] = at.toUTCString().replace(',', '').split(' ');
  const format = args.find((one) => one.startsWith('+'));
  if (format === '+%s') say(stdout, String(Math.floor(at.getTime() / 1000)));
  else if (format !== undefined) say(stdout, `${at.toISOString().slice(0, 19)}Z`);
  else say(stdout, `${weekday} ${month} ${String(Number(day)).padStart(2)} ${time} UTC ${year}`);
  return 0;
};

const sleep: Command = ([seconds = '0'], { gone }) =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve(0), Number.parseFloat(seconds) * 1000);
    gone.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve(130);
    });
  });

const cd: Command = ([folder = '/root'], { stderr }, shell) => {
  const full = resolvePath(shell, folder);
  if (shell.files.get(full)?.kind !== 'folder') {
    say(stderr, `sh: cd: can't cd to ${folder}: No such file or directory`);
    return 2;
  }
  shell.folder = full;
  return 0;
};

const exit: Command = ([code], _streams, shell) => {
  shell.isOver = true;
  return code === undefined ? shell.lastExit : Number.parseInt(code, 10) & 255;
};

const exportVariable: Command = (args, _streams, { variables }) => {
  for (const [, name = '', value = ''] of args.map((one) => /^(\w+)=(.*)$/s.exec(one) ?? []))
    if (name) variables.set(name, value);
  return 0;
};

/** The first bytes as they come: it ends with the last of them, whether or not more could come. */
async function firstBytes(count: number, { stdin, stdout }: Parameters<Command>[1]): Promise<number> {
  let left = count;
  if (left === 0) return 0;
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk).subarray(0, left);
    stdout(bytes);
    left -= bytes.length;
    if (left === 0) break;
  }
  return 0;
}

const head: Command = async (args, streams) => {
  const { stdin, stdout } = streams;
  if (args[0] === '-c') return firstBytes(Number(args[1]), streams);
  const count = Number(/-n?\s*(\d+)/.exec(args.join(' '))?.[1] ?? 10);
  for (const line of (await linesOf(stdin)).slice(0, count)) say(stdout, line);
  return 0;
};

const wc: Command = async (args, { stdin, stdout }) => {
  const bytes = await readAll(stdin);
  say(stdout, String(args.includes('-l') ? bytes.toString().split('\n').length - 1 : bytes.length));
  return 0;
};

const grep: Command = async (args, { stdin, stdout }) => {
  const [wanted = ''] = args.filter((one) => !one.startsWith('-'));
  const found = (await linesOf(stdin)).filter((line) => line.includes(wanted) !== args.includes('-v'));
  for (const line of found) say(stdout, line);
  return found.length > 0 ? 0 : 1;
};

const told =
  (text: (shell: Parameters<Command>[2]) => string): Command =>
  (_args, { stdout }, shell) => {
    say(stdout, text(shell));
    return 0;
  };

/** What a container has besides its shell: the commands that people look around with. */
export const COMMANDS: Record<string, Command> = {
  ...FILE_COMMANDS,
  cd,
  date,
  echo,
  env,
  exit,
  export: exportVariable,
  false: () => 1,
  grep,
  head,
  hostname: told(({ container }) => container.hostname),
  id: told(() => 'uid=0(root) gid=0(root) groups=0(root)'),
  printenv,
  ps,
  pwd: told(({ folder }) => folder),
  sleep,
  true: () => 0,
  uname: told(({ container }) => `Linux ${container.hostname} 6.6.52 x86_64 Linux`),
  wc,
  whoami: told(() => 'root'),
};
