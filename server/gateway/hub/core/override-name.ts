/** An application's name has no dot, so that the first one is where the rule begins. */
export const overrideName = (application: string, rule: string): string => `${application}.${encodeRule(rule)}`;

/** The application and the rule that an override's name says; undefined where it says none. */
export function readOverrideName(name: string): { application: string; rule: string } | undefined {
  const dot = name.indexOf('.');
  const rule = dot < 1 ? undefined : decodeRule(name.slice(dot + 1));
  return rule === undefined ? undefined : { application: name.slice(0, dot), rule };
}

/** Rules are called what people like; what has no place in an object's name is written by its number. */
const encodeRule = (rule: string): string =>
  rule.replace(/[^A-Za-z0-9.-]/gu, (sign) => `_${sign.codePointAt(0)?.toString(16)}_`);

function decodeRule(written: string): string | undefined {
  const rule = written.replace(/_([0-9a-f]{1,6})_/g, (whole, digits: string) => {
    const point = Number.parseInt(digits, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
  // one form for each name
  return rule !== '' && encodeRule(rule) === written ? rule : undefined;
}
