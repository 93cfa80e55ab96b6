import { startHub } from './process/start-hub';

try {
  await startHub(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`Portolan cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
  if (process.env['PORTOLAN_LOG_LEVEL'] === 'debug' && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}
