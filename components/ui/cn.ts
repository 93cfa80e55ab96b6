import { type ClassValue, clsx } from 'clsx';

/**
 * Joins class names. There is no merging of conflicts at run time (8 KB on every page): a class that must win over a
 * component's own carries Tailwind's `!`.
 */
export const cn = (...classes: ClassValue[]): string => clsx(classes);
