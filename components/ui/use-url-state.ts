'use client';
import { useSearchParams } from 'next/navigation';
import { useCallback } from 'react';
import { type ParameterChange, withParameters } from './url-parameters';

/** Writes into the address without asking the server; Next keeps `useSearchParams` in step with the history API. */
export function setUrlParameters(change: ParameterChange): void {
  const { pathname, search } = window.location;
  window.history.replaceState(null, '', `${pathname}${withParameters(search, change)}`);
}

/** One parameter of the address and how to change it; null takes it away. */
export function useUrlParameter(name: string): [string | null, (value: string | null) => void] {
  const value = useSearchParams().get(name);
  const set = useCallback((next: string | null) => setUrlParameters({ [name]: next }), [name]);
  return [value, set];
}

/** A parameter that is one of a few; anything else in the address is read as the first. */
export function useUrlChoice<Choice extends string>(
  name: string,
  choices: readonly [Choice, ...Choice[]],
): [Choice, (value: Choice) => void] {
  const [text, set] = useUrlParameter(name);
  const value = choices.find((choice) => choice === text) ?? choices[0];
  return [value, (next) => set(next === choices[0] ? null : next)];
}
