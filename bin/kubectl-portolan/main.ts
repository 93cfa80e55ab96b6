import { clusters } from './clusters';
import { credential } from './credential';
import { get } from './get';
import { HELP } from './help';
import { kubeconfig } from './kubeconfig';
import { login } from './login';
import { logout } from './logout';
import { messageOf, say, warn } from './say';
import { use } from './use';
import { within } from './within';

const COMMANDS: Readonly<Record<string, (words: string[]) => unknown>> = {
  ...{ login, logout, credential, kubeconfig, clusters, use, get },
  ...{ logs: within('logs'), exec: within('exec'), 'port-forward': within('port-forward') },
};

async function main([command, ...words]: string[]): Promise<void> {
  if (command === undefined || command === 'help' || command === '--help') return say(HELP);
  const run = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (!run) throw new Error(`unknown command ${command}; see kubectl portolan help`);
  await run(words);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  warn(`kubectl-portolan: ${messageOf(error)}`);
  process.exitCode = 1;
});
