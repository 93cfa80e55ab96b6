/** Names and places in lists that lead to a value of a document. */
export type TextPath = readonly (string | number)[];

/**
 * A change at a place of a document: a value that is set, or taken away where none is given; an entry that comes into a list
 * before the one that has this place; or an entry of a list that goes to another place.
 */
export type TextEdit = { path: TextPath } & ({ value?: unknown } | { insert: unknown } | { to: number });
