/** What a browser or a program calls itself, in the two words that a person knows it by; null where it does not say. */
export type Program = { program: string | null; system: string | null };

/** The first that fits counts: browsers name those whose pages they want to be given as well (RFC 9110, 10.1.5). */
const PROGRAMS: readonly [RegExp, string][] = [
  [/\bEdgA?\/(\d+)/, 'Edge'],
  [/\bOPR\/(\d+)/, 'Opera'],
  [/\bFirefox\/(\d+)/, 'Firefox'],
  [/\b(?:Headless)?Chrome\/(\d+)/, 'Chrome'],
  [/\bVersion\/(\d+)[\d.]* (?:Mobile\/\S+ )?Safari\//, 'Safari'],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/\bWindows NT\b/, 'Windows'],
  [/\biPhone\b/, 'iOS'],
  [/\biPad\b/, 'iPadOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/i, 'Linux'],
];

export function programOf(agent: string): Program {
  const browser = PROGRAMS.map(([pattern, name]) => [pattern.exec(agent), name] as const).find(([found]) => found);
  const named = browser
    ? `${browser[1]} ${browser[0]?.[1]}`
    : /^[^\s/]+(\/[\w.-]+)?/.exec(agent)?.[0].replace('/', ' ');
  const system = SYSTEMS.find(([pattern]) => pattern.test(agent))?.[1];
  return { program: named ?? null, system: system ?? null };
}
