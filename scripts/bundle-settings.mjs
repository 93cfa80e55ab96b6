// How a program of the repository becomes one file that Node runs as a module.
export const BUNDLE = /** @type {const} */ ({
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
});

export const OUT_EXTENSION = { '.js': '.mjs' };

/** Packages that ask for their parts by `require` find it. */
export const BANNER = {
  js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
};
