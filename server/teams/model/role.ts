import { z } from 'zod';

/** Built-in or custom. A custom role bears another name than a built-in one. */
export const RoleName = z
  .string()
  .max(63)
  .regex(/^[a-z][a-z0-9-]*$/, 'small letters, digits and dashes; begins with a letter');
