import { inParallel } from '~/server/kernel/in-parallel';
import { askTable } from './ask-table';
import { mergeTables } from './merge-tables';
import { printTable } from './print-table';
import { warn } from './say';
import { seenNames } from './seen-clusters';
import { takeOptions } from './take-options';
import { withKubeconfigs } from './with-kubeconfigs';

const AT_ONCE = 8;
const NO_TABLE = /^(-w|--watch.*|-o=?(json|yaml|custom|go|tmpl).*|--output=?.*)$/;

/** `get`: asks all clusters at once. Exits with 0 when all answered, 2 when some did not, 1 when none did. */
export async function get(words: string[]): Promise<void> {
  const { options, rest } = takeOptions(words, 'clusters');
  if (rest.some((word) => NO_TABLE.test(word)))
    throw new Error('get prints tables of many clusters; to watch or print otherwise, ask one cluster with kubectl');
  const seen = await seenNames();
  const wanted = options.clusters?.split(',') ?? seen;
  const hidden = wanted.find((name) => !seen.includes(name));
  if (hidden !== undefined) throw new Error(`you see no cluster ${hidden}`);
  const answers = await withKubeconfigs((fileFor) =>
    inParallel(AT_ONCE, wanted, (cluster) => askTable(cluster, ['--kubeconfig', fileFor(cluster), 'get', ...rest])),
  );
  printTable(mergeTables(answers));
  const failed = answers.filter(({ error }) => error !== undefined);
  for (const { cluster, error } of failed) warn(`${cluster}: ${error}`);
  if (failed.length > 0) warn(`${failed.length} of ${wanted.length} clusters did not answer`);
  process.exitCode = exitOf(failed.length, wanted.length);
}

function exitOf(failed: number, all: number): number {
  if (failed === 0) return 0;
  return failed === all ? 1 : 2;
}
