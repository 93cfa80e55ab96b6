import fs from 'node:fs';
import path from 'node:path';

const FILE = 'owner.pid';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** The living process, other than this one, that uses a data folder. */
export function ownerOf(dataDir: string): number | undefined {
  const file = path.join(dataDir, FILE);
  const owner = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : Number.NaN;
  return Number.isInteger(owner) && owner !== process.pid && isAlive(owner) ? owner : undefined;
}

/**
 * Marks a data folder as ours. One that a killed process left is taken over; one whose owner lives is refused, because two
 * hubs must not stop each other's database.
 */
export function takeOwnership(dataDir: string): { release(): void } {
  const file = path.join(dataDir, FILE);
  const owner = ownerOf(dataDir);
  if (owner !== undefined) {
    throw new Error(
      `another Portolan (process ${owner}) uses the data folder ${dataDir}; stop it, or set PORTOLAN_DATA_DIR`,
    );
  }
  fs.writeFileSync(file, String(process.pid), { mode: 0o600 });
  return { release: () => fs.rmSync(file, { force: true }) };
}
