/** A value that is set at a place of a document, or taken away where there is none. */
export type TextEdit = { path: (string | number)[]; value?: unknown };
