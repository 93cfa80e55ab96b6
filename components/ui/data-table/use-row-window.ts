'use client';
import { type RefObject, useEffect, useState } from 'react';
import { type RowWindow, rowWindow } from './row-window';

/** Rows are drawn before the browser has measured anything, as for a window of 1280 by 800. */
const FIRST_HEIGHT = 720;
const FIRST_WIDTH = 1072;
const HEAD_HEIGHT = 32;

/** Which of `total` rows of one height are in sight of a scrolling element, and how to bring one there. */
export function useRowWindow(scroller: RefObject<HTMLElement | null>, total: number, height: number) {
  const [view, setView] = useState({ top: 0, height: FIRST_HEIGHT, width: FIRST_WIDTH });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight, width: element.clientWidth });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [scroller]);
  const window: RowWindow = rowWindow({ ...view, total, row: height });
  const reveal = (index: number) => {
    const element = scroller.current;
    if (element === null) return;
    const [top, bottom] = [index * height, (index + 1) * height + HEAD_HEIGHT];
    if (top < element.scrollTop) element.scrollTop = top;
    else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
    requestAnimationFrame(() => element.querySelector<HTMLElement>(`tr[data-index="${index}"]`)?.focus());
  };
  return { window, reveal, width: view.width };
}
