import { z } from 'zod';

/** A group, version or plural as it stands in a path; a hostile member must not write our paths. */
export const ApiName = z.string().regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/);

export const Names = z
  .array(z.string())
  .nullish()
  .transform((names) => names ?? [])
  .catch([]);

/** More groups or kinds than any member has. */
export const TooMany = 100_000;
