'use client';
import { type RefCallback, useCallback, useState } from 'react';

/** Drawn for a window of 1280 px until the browser has measured. */
const FIRST_WIDTH = 720;

/** The width of an element in pixels, as it changes. */
export function useWidth(): [RefCallback<HTMLElement>, number] {
  const [width, setWidth] = useState(FIRST_WIDTH);
  const measure = useCallback((element: HTMLElement | null) => {
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [measure, width];
}
