/** A field as a .proto file declares it; `type` is the full name of a message, or a scalar. */
type Field = { number: number; name: string; type: string; form: '' | '[]' | '{}' };
export type Messages = Map<string, Field[]>;

const MESSAGE = /^message (\w+) \{\n(.*?)^\}/gms;
const FIELD = /^ {2}(?:(optional|repeated) ([.\w]+)|map<string, ([.\w]+)>) (\w+) = (\d+)/gm;
const SCALARS = ['string', 'bytes', 'bool', 'int32', 'int64'];

/** The messages of one generated.proto, under their full names. */
export function readProto(text: string): Messages {
  const space = /^package ([\w.]+);/m.exec(text)?.[1] ?? '';
  const full = (type: string) => {
    if (SCALARS.includes(type)) return type;
    return type.startsWith('.') ? type.slice(1) : `${space}.${type}`;
  };
  const messages: Messages = new Map();
  for (const [, name = '', body = ''] of text.matchAll(MESSAGE)) {
    const fields = [...body.matchAll(FIELD)].map(
      ([, rule, plain, value, field = '', number]): Field => ({
        number: Number(number),
        name: field,
        type: full(value ?? plain ?? ''),
        form: value === undefined ? (rule === 'repeated' ? '[]' : '') : '{}',
      }),
    );
    messages.set(`${space}.${name}`, fields);
  }
  return messages;
}

/**
 * The messages that objects of the kinds are made of, each as `number:name:type` per field. A name is empty where Go embeds
 * the type, so that its fields stand in the object itself, or where the message is a list.
 */
export function reduceMessages(all: Messages, kinds: readonly string[]): Record<string, string> {
  const kept = new Set<string>();
  const keep = (name: string) => {
    const fields = all.get(name);
    if (!fields || kept.has(name)) return;
    kept.add(name);
    for (const { type } of fields) keep(type);
  };
  for (const name of all.keys()) if (kinds.includes(name.split('.').at(-1) ?? '')) keep(name);
  return Object.fromEntries(
    [...kept].sort().map((name) => {
      const fields = (all.get(name) ?? []).map((field) => {
        const isHidden = EMBEDDED.includes(field.name) || isList(name, field);
        return `${field.number}:${isHidden ? '' : field.name}:${field.form}${within(name, field.type)}`;
      });
      return [short(name), fields.join(' ')];
    }),
  );
}

/** What the types of k8s.io/api embed (`json:",inline"`). */
const EMBEDDED = [
  ...['ephemeralContainerCommon', 'handler', 'ingressRuleValue', 'localObjectReference', 'persistentVolumeSource'],
  ...['rule', 'volumeSource'],
];

/** Go types that are lists, for which protobuf needs a message. */
const LISTS = ['ExtraValue'];
const isList = (name: string, { name: field }: Field) =>
  field === 'items' && LISTS.includes(name.split('.').at(-1) ?? '');

const short = (name: string) =>
  name.replace(/^k8s\.io\.(api|apimachinery\.pkg\.(apis|api|util)|apimachinery\.pkg)\./, '');
const within = (name: string, type: string) => {
  const space = name.slice(0, name.lastIndexOf('.') + 1);
  return type.startsWith(space) ? type.slice(space.length) : short(type);
};
