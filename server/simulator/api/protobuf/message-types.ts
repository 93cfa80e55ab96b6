import messages from '~/server/simulator/schema/messages.json' with { type: 'json' };

/** A field of a message. `name` is empty where its fields, or its items, are those of the object itself. */
export type MessageField = { name: string; form: '' | '[]' | '{}'; type: string };
export type MessageType = ReadonlyMap<number, MessageField>;

const read = new Map<string, MessageType>();

/** The fields of a message by their numbers; undefined for one that is not known, as of custom kinds. */
export function messageType(name: string): MessageType | undefined {
  const known = read.get(name);
  if (known) return known;
  const text = (messages as Record<string, string>)[name];
  if (text === undefined) return undefined;
  const space = name.slice(0, name.lastIndexOf('.') + 1);
  const type = new Map(text.split(' ').map((word) => readField(word, space)));
  read.set(name, type);
  return type;
}

const SCALARS = ['string', 'bytes', 'bool', 'int32', 'int64'];

function readField(word: string, space: string): [number: number, field: MessageField] {
  const [, number, name = '', form = '', type = ''] = /^(\d+):(\w*):(\[\]|\{\}|)(.+)$/.exec(word) ?? [];
  const isFull = SCALARS.includes(type) || type.includes('.');
  return [Number(number), { name, form: form as MessageField['form'], type: isFull ? type : space + type }];
}

/** The message of a kind; kinds of groups that Kubernetes does not define have none. */
export function messageOf(apiVersion: string, kind: string): string | undefined {
  if (kind === 'DeleteOptions') return 'meta.v1.DeleteOptions';
  const [group = '', version] = apiVersion.includes('/') ? apiVersion.split('/') : ['core', apiVersion];
  const name = `${group.replace(/^rbac\.authorization\.k8s\.io$|\.k8s\.io$/, (end) => (end[0] === '.' ? '' : 'rbac'))}.${version}.${kind}`;
  return messageType(name) && name;
}
