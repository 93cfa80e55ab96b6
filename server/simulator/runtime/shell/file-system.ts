import path from 'node:path/posix';
import type { Container } from '~/server/simulator/runtime/container';

export type Entry =
  | { kind: 'file'; bytes: Buffer; mode: number; changed: Date }
  | { kind: 'folder'; mode: number; changed: Date };

/** The files of one container, in memory. Paths are absolute. */
export type FileSystem = {
  get(file: string): Entry | undefined;
  /** The names in a folder, in order. */
  list(folder: string): string[];
  /** Also makes the folders above; false when one of them is a file. */
  write(file: string, bytes: Buffer, changed: Date, mode?: number): boolean;
  makeFolder(folder: string, changed: Date): boolean;
  remove(file: string): void;
};

/** A container keeps no more than this, so that nobody fills the memory of the simulator. */
const MOST_BYTES = 64 << 20;

export function createFileSystem(): FileSystem {
  const entries = new Map<string, Entry>([['/', { kind: 'folder', mode: 0o755, changed: new Date(0) }]]);
  let used = 0;
  const makeFolder = (folder: string, changed: Date): boolean => {
    const known = entries.get(folder);
    if (known) return known.kind === 'folder';
    if (!makeFolder(path.dirname(folder), changed)) return false;
    entries.set(folder, { kind: 'folder', mode: 0o755, changed });
    return true;
  };
  const sizeOf = (entry: Entry | undefined) => (entry?.kind === 'file' ? entry.bytes.length : 0);
  return {
    get: (file) => entries.get(file),
    list: (folder) =>
      [...entries.keys()]
        .filter((name) => name !== '/' && path.dirname(name) === folder)
        .map((name) => path.basename(name))
        .sort(),
    makeFolder,
    write(file, bytes, changed, mode = 0o644) {
      const before = entries.get(file);
      const after = used - sizeOf(before) + bytes.length;
      if (before?.kind === 'folder' || after > MOST_BYTES || !makeFolder(path.dirname(file), changed)) return false;
      entries.set(file, { kind: 'file', bytes, mode, changed });
      used = after;
      return true;
    },
    remove(file) {
      for (const name of [...entries.keys()]) {
        if (name !== file && !name.startsWith(`${file}/`)) continue;
        used -= sizeOf(entries.get(name));
        entries.delete(name);
      }
    },
  };
}

/** The files that a container starts with. */
export function seedFiles(container: Container, commands: readonly string[]): FileSystem {
  const files = createFileSystem();
  const changed = container.run?.startedAt ?? new Date(0);
  const write = (file: string, text: string, mode?: number) => files.write(file, Buffer.from(text), changed, mode);
  for (const folder of ['/app', '/proc', '/root', '/tmp', '/usr/bin', '/var/log']) files.makeFolder(folder, changed);
  for (const command of commands) write(`/bin/${command}`, '', 0o755);
  write('/etc/hostname', `${container.hostname}\n`);
  write('/etc/hosts', `127.0.0.1\tlocalhost\n${container.address}\t${container.hostname}\n`);
  write('/etc/os-release', 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.20.3\nPRETTY_NAME="Alpine Linux v3.20"\n');
  write('/etc/passwd', 'root:x:0:0:root:/root:/bin/sh\n');
  const search = `${container.namespace}.svc.cluster.local svc.cluster.local cluster.local`;
  write('/etc/resolv.conf', `search ${search}\nnameserver 10.96.0.10\noptions ndots:5\n`);
  write('/app/VERSION', `${container.image.split(':').at(-1)}\n`);
  write('/var/run/secrets/kubernetes.io/serviceaccount/namespace', container.namespace);
  return files;
}
