import { runScript } from './run-script';
import type { Shell, Streams } from './shell';

const [CTRL_C, CTRL_D, BACKSPACE, DELETE] = ['\x03', '\x04', '\b', '\x7f'];

/** A shell on a terminal: a prompt, what is typed shown again, a line at a time, until `exit` or ctrl-D. */
export async function runTerminal(streams: Streams, shell: Shell): Promise<number> {
  const show = (text: string) => streams.stdout(Buffer.from(text));
  const prompt = () => show(`${shell.folder} # `);
  let line = '';
  const enter = async () => {
    const typed = line;
    line = '';
    show('\r\n');
    await runScript(typed, { ...streams, ...withReturns(streams) }, shell);
    if (!shell.isOver) prompt();
  };
  const interrupt = () => {
    line = '';
    show('^C\r\n');
    prompt();
  };
  const erase = () => {
    if (line !== '') show('\b \b');
    line = line.slice(0, -1);
  };
  const type = (key: string) => {
    line += key;
    show(key);
  };
  const leave = () => {
    shell.isOver = line === '';
  };
  const keys: Record<string, () => unknown> = {
    '\r': enter,
    '\n': enter,
    [CTRL_C]: interrupt,
    [CTRL_D]: leave,
    [BACKSPACE]: erase,
    [DELETE]: erase,
  };
  const press = (key: string) => (key in keys ? keys[key]?.() : key >= ' ' && type(key));
  prompt();
  for await (const chunk of streams.stdin) {
    for (const key of Buffer.from(chunk).toString()) {
      await press(key);
      if (shell.isOver) return shell.lastExit;
    }
  }
  return shell.lastExit;
}

/** A terminal goes back to the first column at the end of a line. */
export function withReturns({
  stdout,
  stderr,
}: Pick<Streams, 'stdout' | 'stderr'>): Pick<Streams, 'stdout' | 'stderr'> {
  const returned = (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1');
  return { stdout: (bytes) => stdout(returned(bytes)), stderr: (bytes) => stderr(returned(bytes)) };
}
