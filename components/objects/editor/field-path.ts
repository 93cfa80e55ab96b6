/** A step into an object: a name, a place in a list, or the entry of a list whose field has this value. */
export type PathStep = { key: string } | { index: number } | { by: string; value: string };

const STEP = /\.?([^.[\]]+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\[([^\]=]+)=([^\]]*)\]|\[([^\]]*)\]/y;

/**
 * A field as Kubernetes and we write it: `spec.containers[0].image`, `metadata.annotations[a.b/c]`, `labels["a.b/c"]`,
 * `spec.containers[name=app].image`. What cannot be read ends the path.
 */
export function readFieldPath(path: string): PathStep[] {
  const steps: PathStep[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < path.length) {
    const found = STEP.exec(path);
    if (!found) return steps;
    const [, plain, index, quoted, by, value, bare] = found;
    if (plain !== undefined) steps.push({ key: plain });
    else if (index !== undefined) steps.push({ index: Number(index) });
    else if (quoted !== undefined) steps.push({ key: unquote(quoted) });
    else if (by !== undefined) steps.push({ by, value: value ?? '' });
    else steps.push({ key: bare ?? '' });
  }
  return steps;
}

const unquote = (text: string): string => text.replaceAll(/\\(.)/g, '$1');
