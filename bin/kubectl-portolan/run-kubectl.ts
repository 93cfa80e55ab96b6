import { spawn } from 'node:child_process';

/** Runs kubectl on this terminal; answers what it exits with. */
export const runKubectl = (words: string[]): Promise<number> =>
  new Promise((resolve, reject) => {
    const running = spawn('kubectl', words, { stdio: 'inherit' });
    running.on('error', ({ message }) => reject(new Error(`kubectl cannot be run: ${message}`)));
    running.on('exit', (code) => resolve(code ?? 1));
  });
