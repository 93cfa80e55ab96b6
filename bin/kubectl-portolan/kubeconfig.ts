import { writeFileSync } from 'node:fs';
import { ask } from './ask';
import { hubOf } from './kept-hubs';
import { takeOptions } from './take-options';

/** `kubeconfig`: one context per cluster that one sees, as the hub writes it. */
export async function kubeconfig(words: string[]): Promise<void> {
  const { output, exec } = takeOptions(words, 'output', 'exec').options;
  const { text } = await ask<{ text: string }>(hubOf(), 'clusters.kubeconfig', exec ? { exec } : {});
  if (output === undefined) process.stdout.write(text);
  else writeFileSync(output, text, { mode: 0o600 });
}
