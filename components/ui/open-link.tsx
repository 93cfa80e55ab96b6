'use client';
import type { ReactNode } from 'react';

type OpenLinkProps = { isOpen: boolean; onOpen: () => void; children: ReactNode };

/** The name of a row whose details open beside the page. */
export function OpenLink({ isOpen, onOpen, children }: OpenLinkProps) {
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      className="rounded-sm text-left font-medium break-words text-accent hover:underline"
      onClick={onOpen}
    >
      {children}
    </button>
  );
}
