/** A command that moves a file: words for the container, of which only these constants are ever read by a shell. */
export type FileCommand = { by: 'tar' | 'cat'; words: string[] };

/**
 * What reads a path, tried in this order: an archive of it, and its bytes alone where there is no tar, or where it is a link.
 * `./` keeps a name that begins with `-` from being an option.
 */
export function readingCommands(file: string): FileCommand[] {
  const { whole, folder, name } = partsOf(file);
  if (file.endsWith('/')) return [{ by: 'tar', words: ['tar', '-cf', '-', '-C', whole, '.'] }];
  return [
    { by: 'tar', words: ['tar', '-cf', '-', '-C', folder, `./${name}`] },
    { by: 'cat', words: ['cat', whole] },
  ];
}

/**
 * What writes a file into a folder, tried in this order. Members before 1.30 cannot say that what is sent has ended, and tar
 * reads on until then: `head` ends it after as many bytes as there are. The second does without tar.
 */
export function writingCommands(folder: string, name: string, size: number, archived: number): FileCommand[] {
  const target = partsOf(`${folder}/${name}`).whole;
  return [
    { by: 'tar', words: ['sh', '-c', 'head -c "$1" | tar -xmf - -C "$2"', 'sh', String(archived), folder] },
    { by: 'cat', words: ['sh', '-c', 'head -c "$1" > "$2"', 'sh', String(size), target] },
  ];
}

/** An absolute path without empty steps; the root has no name. */
function partsOf(file: string): { whole: string; folder: string; name: string } {
  const steps = file.split('/').filter((step) => step !== '');
  const [name = ''] = steps.slice(-1);
  return { whole: `/${steps.join('/')}`, folder: `/${steps.slice(0, -1).join('/')}`, name };
}

/** The name under which a browser saves a download: of what was asked for, never of what a container says. */
export function savedName(file: string, isArchive: boolean): string {
  const name = partsOf(file).name || 'root';
  return isArchive ? `${name}.tar` : name;
}

/** https://www.rfc-editor.org/rfc/rfc6266: a plain name for old browsers, and the true one in UTF-8. */
export function attachment(name: string): string {
  const plain = name.replace(/[^\w.-]/g, '_');
  const exact = encodeURIComponent(name.replace(/\p{Surrogate}/gu, '_')).replace(
    /['()*!]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}

/** Whether what was read of one file is all of it: tar says with 1 that it grew meanwhile, and what came is what it was. */
export const isWholeFile = (code: number | null, said: string): boolean =>
  code === 0 || (code === 1 && /changed as we read it/.test(said) && !/shrank|padding/.test(said));
