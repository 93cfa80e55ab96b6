'use client';
import dynamic from 'next/dynamic';

/** What is said of a silent member arrives when one is silent. */
export const LazyMemberFailure = dynamic(() => import('./member-failure').then((module) => module.MemberFailure), {
  ssr: false,
});
