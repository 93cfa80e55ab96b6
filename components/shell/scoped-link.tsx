'use client';
import Link from 'next/link';
import type { ComponentProps } from 'react';
import { useScopedHref } from './use-scope';

/** A link within the console: the scope stays. */
export function ScopedLink({ href, ...props }: Omit<ComponentProps<typeof Link>, 'href'> & { href: string }) {
  const scoped = useScopedHref();
  return <Link href={scoped(href)} prefetch={false} {...props} />;
}
