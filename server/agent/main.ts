import { HELP, readSettings } from './read-settings';
import { runAgent } from './run-agent';

const VERSION = '0.1.0';

/** One sentence per event, with its time: the member's owner reads it with kubectl logs. */
const say = (sentence: string) => process.stdout.write(`${new Date().toISOString()} ${sentence}\n`);
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(0));

try {
  if (process.argv.includes('--help')) say(HELP);
  else await runAgent(readSettings(process.argv.slice(2), process.env), VERSION, say);
} catch (error) {
  process.stderr.write(`the agent cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
