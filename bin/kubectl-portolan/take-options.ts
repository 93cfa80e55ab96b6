/** Takes `--name value` and `--name=value` out of words; what is left, in its order, is not ours. */
export function takeOptions<Name extends string>(
  words: readonly string[],
  ...names: Name[]
): { options: Partial<Record<Name, string>>; rest: string[] } {
  const options: Partial<Record<Name, string>> = {};
  const rest: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const [, found, given] = /^--([a-z]+)(?:=(.*))?$/s.exec(word) ?? [];
    const name = names.find((one) => one === found);
    const value = name && (given ?? words[++at]);
    if (!name) rest.push(word);
    else if (value !== undefined) options[name] = value;
  }
  return { options, rest };
}
