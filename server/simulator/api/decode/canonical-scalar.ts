import type { Schema } from '~/server/simulator/schema/schema';
import { goKindOf, WrongType } from './decode-problems';
import { canonicalQuantity } from './quantity';

type Scalar = { name: string | undefined; schema: Schema; value: unknown; path: string };

const QUANTITY_RULE = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

/** A text, number or boolean as the server writes it; throws WrongType for what its field cannot hold. */
export function canonicalScalar({ name, schema, value, path }: Scalar): unknown {
  if (value === null || value === undefined) return null;
  if (name?.endsWith('.Quantity')) return quantity(value, path);
  if (schema.format === 'int-or-string') {
    if (typeof value === 'string' || typeof value === 'number') return value;
    throw mismatch(value, path, 'intstr.IntOrString');
  }
  if (name?.endsWith('Time')) return time(value, path, name.endsWith('.MicroTime'));
  return plain(schema, value, path);
}

function plain({ type, format }: Schema, value: unknown, path: string): unknown {
  if (type === 'integer') {
    if (typeof value === 'number' && Number.isInteger(value)) return value;
    throw mismatch(value, path, format ?? 'int64');
  }
  if (type === 'number' && typeof value !== 'number') throw mismatch(value, path, 'float64');
  if (type === 'boolean' && typeof value !== 'boolean') throw mismatch(value, path, 'bool');
  if (type !== 'string') return value;
  if (typeof value !== 'string') throw mismatch(value, path, 'string');
  if (format === 'byte' && !/^[A-Za-z0-9+/\r\n]*={0,2}$/.test(value))
    throw new WrongType(`illegal base64 data at input byte ${value.search(/[^A-Za-z0-9+/\r\n]/)}`);
  return value;
}

function quantity(value: unknown, path: string): string {
  if (typeof value !== 'string' && typeof value !== 'number') throw mismatch(value, path, 'resource.Quantity');
  const written = value === '' ? '0' : canonicalQuantity(String(value));
  if (written === undefined) throw new WrongType(QUANTITY_RULE);
  return written;
}

/** Times are written in UTC, in whole seconds or with six digits behind the point. */
function time(value: unknown, path: string, isMicro: boolean): unknown {
  if (value === '') return null;
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  const isUnfit = isMicro && typeof value === 'string' && !/\.\d{6}(Z|[+-]\d\d:\d\d)$/.test(value);
  if (Number.isNaN(at) || isUnfit) {
    if (typeof value !== 'string') throw mismatch(value, path, 'string');
    const layout = isMicro ? '2006-01-02T15:04:05.000000Z07:00' : '2006-01-02T15:04:05Z07:00';
    throw new WrongType(
      `parsing time ${JSON.stringify(value)} as "${layout}": cannot parse ${JSON.stringify(value)} as "2006"`,
    );
  }
  if (!isMicro) return `${new Date(at).toISOString().slice(0, 19)}Z`;
  const micros = /\.(\d{1,6})/.exec(String(value))?.[1]?.padEnd(6, '0') ?? '000000';
  return `${new Date(at).toISOString().slice(0, 19)}.${micros}Z`;
}

const mismatch = (value: unknown, path: string, type: string) =>
  new WrongType(`json: cannot unmarshal ${goKindOf(value)} into Go struct field ${path} of type ${type}`);
