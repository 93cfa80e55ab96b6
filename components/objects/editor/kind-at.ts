const line = (name: string) => new RegExp(`^${name}:\\s*["']?([^\\s"'#]+)`, 'm');
const [API_VERSION, KIND] = [line('apiVersion'), line('kind')];

export type NamedKind = { apiVersion: string; kind: string };

/** What the document around an offset says to be; read by lines, since a text that is being written is seldom whole. */
export function kindAt(text: string, offset: number): NamedKind | undefined {
  const before = text.lastIndexOf('\n---', Math.max(0, offset - 1));
  const after = text.indexOf('\n---', offset);
  return kindOf(text.slice(before === -1 ? 0 : before + 4, after === -1 ? text.length : after));
}

/** What the documents of a text say to be, each once. */
export function kindsIn(text: string): NamedKind[] {
  const found = text.split(/^---.*$/m).flatMap((document) => kindOf(document) ?? []);
  return [...new Map(found.map((one) => [`${one.apiVersion} ${one.kind}`, one])).values()];
}

function kindOf(document: string): NamedKind | undefined {
  const [apiVersion, kind] = [API_VERSION.exec(document)?.[1], KIND.exec(document)?.[1]];
  return apiVersion === undefined || kind === undefined ? undefined : { apiVersion, kind };
}
