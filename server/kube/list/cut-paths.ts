/**
 * The subtrees that a reader has no use for, as `metadata.managedFields`, matched on bytes. Two levels, because all that
 * is large and unread in Kubernetes objects lies there.
 */
export class CutPaths {
  readonly any: boolean;
  private readonly parents: { name: Buffer; children: Buffer[] }[];
  private inside: Buffer[] = [];

  constructor(paths: readonly CutPath[]) {
    const children = new Map<string, Buffer[]>();
    for (const path of paths) {
      const [parent = '', child = ''] = path.split('.');
      children.set(parent, [...(children.get(parent) ?? []), Buffer.from(child)]);
    }
    this.parents = [...children].map(([name, below]) => ({ name: Buffer.from(name), children: below }));
    this.any = this.parents.length > 0;
  }

  /** Whether the field of the item that was last entered has anything to cut. */
  get isInside(): boolean {
    return this.inside.length > 0;
  }

  /** Notes the item's field whose name is the bytes `from` to `to`. */
  enter(bytes: Buffer, from: number, to: number): void {
    this.inside = this.parents.find(({ name }) => equals(bytes, from, to, name))?.children ?? NOTHING;
  }

  /** Whether the bytes `from` to `to` name a subtree to cut below the field last entered. */
  names(bytes: Buffer, from: number, to: number): boolean {
    return this.inside.some((child) => equals(bytes, from, to, child));
  }
}

/** A field of an object's field: `metadata.managedFields`. */
export type CutPath = `${string}.${string}`;

const NOTHING: Buffer[] = [];

function equals(bytes: Buffer, from: number, to: number, name: Buffer): boolean {
  if (to - from !== name.length) return false;
  for (let index = 0; index < name.length; index++) if (bytes[from + index] !== name[index]) return false;
  return true;
}
