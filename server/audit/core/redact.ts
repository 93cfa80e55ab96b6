import { isJson, type Json, list, text } from '~/server/kernel/json';
import { redactText } from './redact-text';

export const HIDDEN = '[secret]';
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const MOST_DEEP = 24;
const MOST_ITEMS = 2000;

/** Fields whose text is a secret, in the words of Kubernetes, of kubeconfigs and of our own forms; not those that name one. */
const SECRET_KEY =
  /^(.*[-_.])?(password|passwd|passphrase|token|bearertoken|accesstoken|refreshtoken|idtoken|authorization|cookie|set-cookie|apikey|api-key|secret|secretkey|secretvalue|clientsecret|accesskey|privatekey|private-key|key-data|credential|credentials|kubeconfig)$/i;
const CAMEL_SECRET_KEY = /(Password|Token|Secret|PrivateKey|ApiKey|Credential|Kubeconfig)$/;

/**
 * Any JSON as it may stand in the record: the contents of Kubernetes Secrets, the copies of objects that kubectl keeps in an
 * annotation, tokens, keys, kubeconfigs and Authorization are replaced, whatever holds them; what is beyond measure is cut.
 * `ofSecret`: the changes in it are those of a Secret.
 */
export function redact(value: unknown, ofSecret = false): unknown {
  return visit(value, ofSecret, 0);
}

function visit(value: unknown, ofSecret: boolean, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object' || value === null) return typeof value === 'boolean' ? value : null;
  if (depth > MOST_DEEP) return '[too deep]';
  const plain = plainOf(value);
  if (Array.isArray(plain)) return plain.slice(0, MOST_ITEMS).map((one) => visit(one, ofSecret, depth + 1));
  if (!isJson(plain)) return visit(plain, ofSecret, depth + 1);
  return visitObject(plain, ofSecret, depth);
}

/** As JSON would write it: dates and our `Secret` say themselves what they are. */
function plainOf(value: object): unknown {
  const { toJSON } = value as { toJSON?: unknown };
  return typeof toJSON === 'function' ? (toJSON as () => unknown).call(value) : value;
}

function visitObject(object: Json, ofSecret: boolean, depth: number): Json {
  const isSecret = object['kind'] === 'Secret' || ofSecret;
  const fields = Object.entries(object)
    .slice(0, MOST_ITEMS)
    .filter(([, value]) => value !== undefined && typeof value !== 'function');
  const kept = fields.map(([key, value]): [string, unknown] => [
    redactText(key),
    hides(key, value, object, isSecret) ? hidden(value) : visit(value, isSecret, depth + 1),
  ]);
  return Object.fromEntries(kept);
}

function hides(key: string, value: unknown, object: Json, isSecret: boolean): boolean {
  if (key === LAST_APPLIED) return true;
  if (isSecret && (key === 'data' || key === 'stringData')) return true;
  const isSide = key === 'before' || key === 'after' || key === 'value';
  if (isSide && 'path' in object) return hidesPath(pathText(object['path']), isSecret);
  // an environment variable, a header: {name: DB_PASSWORD, value: …}
  if (key === 'value' && isSecretKey(text(object['name']))) return true;
  return isSecretKey(key) && (typeof value === 'string' || Array.isArray(value));
}

const pathText = (path: unknown): string => (Array.isArray(path) ? list(path).join('.') : text(path));

/** A field that changed: of a Secret everything but its metadata, elsewhere what bears the name of a secret. */
function hidesPath(path: string, isSecret: boolean): boolean {
  if (path.includes(LAST_APPLIED)) return true;
  if (isSecret) return !/^\/?(metadata|type|immutable)\b/.test(path);
  const names = path.split(/[./[\]"'=]+/).filter((name) => name !== '');
  return isSecretKey(names.at(-1) ?? '') || (names.at(-1) === 'value' && names.slice(0, -1).some(isSecretKey));
}

const isSecretKey = (key: string) => SECRET_KEY.test(key) || CAMEL_SECRET_KEY.test(key);

/** The names of a Secret's keys may be seen, what stands under them may not. */
function hidden(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (isJson(value)) return Object.fromEntries(Object.keys(value).map((key) => [redactText(key), HIDDEN]));
  return HIDDEN;
}
