import process from 'node:process';

const write = (line: string) => process.stdout.write(`${line}\n`);
const mark = process.stdout.isTTY ? '\u001b[36m>\u001b[0m' : '>';

/** Says what a step of the start is and, when it took a second or more, how long it was. */
export async function step<Value>(label: string, work: () => Promise<Value>): Promise<Value> {
  const began = performance.now();
  const slow = setTimeout(() => write(`${mark} ${label} …`), 1000);
  try {
    return await work();
  } finally {
    clearTimeout(slow);
    const seconds = (performance.now() - began) / 1000;
    if (seconds >= 1) write(`${mark} ${label}: ${seconds.toFixed(1)} s`);
  }
}

export const tell = (text: string): void => {
  write(`${mark} ${text}`);
};
