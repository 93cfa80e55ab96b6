// Files stay small: none over 300 lines, median at most 75, one in twenty at most over 200. Data and tests are exempt.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

const files = execFileSync(
  'git',
  ['ls-files', '-co', '--exclude-standard', '--', '*.ts', '*.tsx', '*.mjs', '*.cjs', '*.css'],
  { encoding: 'utf8' },
)
  .split('\n')
  .filter(
    (file) =>
      file !== '' &&
      fs.existsSync(file) &&
      !/(^|\/)(generated|messages|data)\/|\.test\.tsx?$|^\.dependency-cruiser/.test(file),
  );
const sizes = files
  .map((file) => ({ file, lines: fs.readFileSync(file, 'utf8').split('\n').length - 1 }))
  .sort((a, b) => a.lines - b.lines);
const at = (share) => sizes[Math.floor((sizes.length - 1) * share)]?.lines ?? 0;

console.log(`${files.length} files, median ${at(0.5)} lines, p95 ${at(0.95)}, largest ${at(1)}`);
const wrong = sizes
  .filter(({ lines }) => lines > 300)
  .map(({ file, lines }) => `${file} has ${lines} lines; 300 are the limit`);
if (at(0.5) > 75) wrong.push(`the median is ${at(0.5)} lines; 75 are the limit`);
if (at(0.95) > 200) wrong.push(`one file in twenty has more than ${at(0.95)} lines; 200 are the limit`);
for (const line of wrong) console.error(line);
process.exitCode = wrong.length === 0 ? 0 : 1;
