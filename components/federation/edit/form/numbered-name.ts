/** `rule-3`: the name of one more of them that none of them has. */
export function numberedName(prefix: string, names: readonly string[]): string {
  let count = names.length + 1;
  while (names.includes(`${prefix}-${count}`)) count++;
  return `${prefix}-${count}`;
}
