'use client';
import dynamic from 'next/dynamic';

/** The dialog's code comes when it is first opened. */
export const LazyScheduleObjects = dynamic(
  () => import('./schedule-objects').then((module) => module.ScheduleObjects),
  { ssr: false },
);
