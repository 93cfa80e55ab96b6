const SUFFIXES: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

const QUANTITY = /^([+-]?[0-9.]+)(?:([eE][+-]?[0-9]+)|(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]))?$/;

/** A fleet writes the same few quantities again and again; what a hostile member invents must not pile up. */
const MAX_REMEMBERED = 1_000;
const MAX_LENGTH = 64;
const remembered = new Map<string, number>();

/**
 * A Kubernetes quantity as a number in its base unit (cores, bytes); 0 for what is none.
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(text: unknown): number {
  const key = String(text ?? '');
  if (key.length > MAX_LENGTH) return 0;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  const value = readQuantity(key);
  remembered.set(key, value);
  return value;
}

function readQuantity(text: string): number {
  const [, digits, exponent, suffix] = QUANTITY.exec(text) ?? [];
  const value = Number(`${digits ?? 'x'}${exponent ?? ''}`) * (SUFFIXES[suffix ?? ''] ?? 1);
  return Number.isFinite(value) ? value : 0;
}

export const milliCores = (text: unknown): number => Math.round(parseQuantity(text) * 1000);
export const bytes = (text: unknown): number => Math.round(parseQuantity(text));
