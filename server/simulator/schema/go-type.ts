import facts from './go-types.json';

/**
 * What Go's encoding does with the fields of a type, which OpenAPI does not tell (the `json` tags in `types.go`): their
 * order, which are written though they are empty, and which hold a pointer, so that a given zero is kept.
 */
export type GoType = {
  order: readonly string[];
  /** What is written where nothing is given: null, an empty text, zero, or `{}` for a struct with its own empty fields. */
  always: ReadonlyMap<string, unknown>;
  pointers: ReadonlySet<string>;
};

/** Reads `name="" image *replicas template={}`: fields in order, `=` before the empty value, `*` before a pointer. */
export function readGoType(text: string): GoType {
  const always = new Map<string, unknown>();
  const pointers = new Set<string>();
  const order = text.split(' ').map((word) => {
    const [field = '', empty] = word.replace(/^\*/, '').split('=');
    if (word.startsWith('*')) pointers.add(field);
    if (empty !== undefined) always.set(field, JSON.parse(empty));
    return field;
  });
  return { order, always, pointers };
}

export const GO_TYPES: ReadonlyMap<string, GoType> = new Map(
  Object.entries(facts as Record<string, string>).map(([name, text]) => [name, readGoType(text)]),
);
