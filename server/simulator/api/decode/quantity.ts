const FORM = /^([+-]?)(\d*)(?:\.(\d*))?(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d+)?$/;
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL: Record<string, number> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const SUFFIX = new Map(Object.entries(DECIMAL).map(([suffix, exponent]) => [exponent, suffix]));
const NANO = 9;

/** An amount in billionths, the smallest that a quantity knows; undefined for a text that is no quantity. */
export function parseQuantity(text: string): bigint | undefined {
  const parts = FORM.exec(text.trim());
  if (!parts) return undefined;
  const [, sign, whole = '', fraction = '', suffix = ''] = parts;
  if (whole === '' && fraction === '') return undefined;
  const binary = BINARY.indexOf(suffix);
  const factor = binary > 0 ? 1024n ** BigInt(binary) : 1n;
  const exponent = binary > 0 ? 0 : /^[eE]./.test(suffix) ? Number(suffix.slice(1)) : (DECIMAL[suffix] ?? 0);
  const scale = NANO + exponent - fraction.length;
  const digits = BigInt(whole + fraction || '0') * factor;
  const amount = scale >= 0 ? digits * 10n ** BigInt(scale) : roundedUp(digits, 10n ** BigInt(-scale));
  return sign === '-' ? -amount : amount;
}

const roundedUp = (amount: bigint, by: bigint) => (amount + by - 1n) / by;

/** The form in which the server writes a quantity (`Quantity.String`): as few digits as its kind of suffix allows. */
export function canonicalQuantity(text: string): string | undefined {
  const amount = parseQuantity(text);
  if (amount === undefined) return undefined;
  const suffix = FORM.exec(text.trim())?.[4] ?? '';
  const unit = 10n ** BigInt(NANO);
  const isWhole = amount % unit === 0n;
  if (suffix.endsWith('i') && isWhole && abs(amount) >= 1024n * unit) return binaryText(amount / unit);
  return decimalText(amount, /^[eE]./.test(suffix));
}

const abs = (amount: bigint) => (amount < 0n ? -amount : amount);

function binaryText(amount: bigint): string {
  let [left, power] = [amount, 0];
  while (left % 1024n === 0n && power < BINARY.length - 1) [left, power] = [left / 1024n, power + 1];
  return `${left}${BINARY[power]}`;
}

function decimalText(amount: bigint, isExponent: boolean): string {
  if (amount === 0n) return '0';
  let [left, exponent] = [amount, -NANO];
  while (left % 1000n === 0n && exponent < 18) [left, exponent] = [left / 1000n, exponent + 3];
  if (isExponent) return exponent === 0 ? `${left}` : `${left}e${exponent}`;
  return `${left}${SUFFIX.get(exponent)}`;
}
