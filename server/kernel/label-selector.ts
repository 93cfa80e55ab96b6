/** Why a text is no selector, as an API server says it. */
export class SelectorFault extends Error {}

/** Whether an object with these labels is meant. */
export type LabelSelector = (labels: Record<string, string> | undefined) => boolean;

type Requirement = { key: string; operator: Operator; values: string[] };
type Operator = 'in' | 'notin' | 'exists' | 'absent' | 'gt' | 'lt';

/**
 * Reads a label selector in the syntax of the API: `a=b,c!=d,e in (f,g),h,!i,j>1`
 * (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/). Throws `SelectorFault` in the words of an API server.
 */
export function parseLabelSelector(text: string): LabelSelector {
  const requirements = parse(tokens(text));
  return (labels = {}) => requirements.every((requirement) => holds(requirement, labels));
}

function holds({ key, operator, values }: Requirement, labels: Record<string, string>): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  if (operator === 'exists') return value !== undefined;
  if (operator === 'absent') return value === undefined;
  if (operator === 'notin') return value === undefined || !values.includes(value);
  if (value === undefined) return false;
  if (operator === 'in') return values.includes(value);
  const [number, bound] = [Number.parseInt(value, 10), Number(values[0])];
  return operator === 'gt' ? number > bound : number < bound;
}

const TOKEN = /\s*(!=|==|=|!|,|\(|\)|<|>|[^\s!=,()<>]+)/y;

function tokens(text: string): string[] {
  const found: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) found.push(match[1] ?? '');
  return found;
}

const refuse = (found: string | undefined, expected: string) =>
  new SelectorFault(`unable to parse requirement: found '${found ?? ''}', expected: ${expected}`);

function parse(rest: string[]): Requirement[] {
  const requirements: Requirement[] = [];
  while (rest.length > 0) {
    requirements.push(parseRequirement(rest));
    const separator = rest.shift();
    if (separator !== undefined && separator !== ',') throw refuse(separator, "',' or 'end of string'");
    if (separator === ',' && rest.length === 0) throw refuse('', "identifier after ','");
  }
  return requirements;
}

const isName = (token: string | undefined): token is string => token !== undefined && !/^[!=,()<>]/.test(token);

function parseRequirement(rest: string[]): Requirement {
  const absent = rest[0] === '!';
  if (absent) rest.shift();
  const key = rest.shift();
  if (!isName(key)) throw refuse(key, "!, identifier, or 'end of string'");
  if (!/^([a-z0-9.-]+\/)?[A-Za-z0-9]([\w.-]*[A-Za-z0-9])?$/.test(key))
    throw new SelectorFault(`invalid label key "${key}"`);
  if (absent) return { key, operator: 'absent', values: [] };
  const next = rest[0];
  if (next === undefined || next === ',') return { key, operator: 'exists', values: [] };
  rest.shift();
  if (next === '=' || next === '==') return { key, operator: 'in', values: [parseValue(rest)] };
  if (next === '!=') return { key, operator: 'notin', values: [parseValue(rest)] };
  if (next === 'in' || next === 'notin') return { key, operator: next, values: parseValues(rest) };
  if (next === '>' || next === '<') return { key, operator: next === '>' ? 'gt' : 'lt', values: [parseValue(rest)] };
  throw refuse(next, "'=', '!=', '==', 'in', notin'");
}

function parseValue(rest: string[]): string {
  if (rest.length === 0 || rest[0] === ',') return '';
  const value = rest.shift();
  if (!isName(value)) throw refuse(value, 'identifier');
  return value;
}

function parseValues(rest: string[]): string[] {
  if (rest.shift() !== '(') throw refuse(rest[0], "'('");
  const values: string[] = [];
  for (;;) {
    values.push(rest[0] === ')' ? '' : parseValue(rest));
    const next = rest.shift();
    if (next === ')') return values;
    if (next !== ',') throw refuse(next, "',', or ')'");
  }
}
