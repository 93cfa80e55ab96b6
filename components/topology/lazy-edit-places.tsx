'use client';
import dynamic from 'next/dynamic';

/** The dialog and its parts arrive when the first edit begins. */
export const LazyEditPlaces = dynamic(() => import('./edit-places').then((module) => module.EditPlaces), {
  ssr: false,
});
