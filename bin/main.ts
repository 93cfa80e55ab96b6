import { ADMINISTRATOR_HELP, administrator } from './administrator';
import { APPLY_HELP, apply, exportApplication } from './apply';
import { AUDIT_HELP, audit } from './audit';
import { JOIN_HELP, join } from './join';
import { REGISTER_HELP, register } from './register';

const HELP = `Portolan: one console for a fleet of Kubernetes clusters.

${REGISTER_HELP}

${JOIN_HELP}

${APPLY_HELP}

${AUDIT_HELP}

${ADMINISTRATOR_HELP}
`;

const [command, ...rest] = process.argv.slice(2);
try {
  if (command === 'register') await register(rest);
  else if (command === 'join') await join(rest);
  else if (command === 'apply') await apply(rest);
  else if (command === 'export') await exportApplication(rest);
  else if (command === 'audit') await audit(rest);
  else if (command === 'administrator') await administrator(rest);
  else if (command === undefined || command === 'help' || command === '--help') console.log(HELP);
  else throw new Error(`unknown command ${command}; known are: register, join, apply, export, audit, administrator`);
} catch (error) {
  console.error(`portolan: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
