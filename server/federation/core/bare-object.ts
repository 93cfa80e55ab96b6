import { type Json, json } from '~/server/kernel/json';

/** Of a service account these are made for it in its own cluster. */
const OWN = new Set(['status', 'secrets', 'imagePullSecrets']);

/** An object as somebody would have written it: without what its API server and others have added about this one copy. */
export function bareObject(object: Json): Json {
  const { name, namespace, labels, annotations } = json(object['metadata']);
  const kept = Object.fromEntries(
    Object.entries(json(annotations)).filter(([key]) => key !== 'kubectl.kubernetes.io/last-applied-configuration'),
  );
  const metadata = {
    ...{ name, namespace },
    ...(Object.keys(json(labels)).length > 0 ? { labels } : {}),
    ...(Object.keys(kept).length > 0 ? { annotations: kept } : {}),
  };
  const rest = Object.entries(object).filter(([key]) => key !== 'metadata' && !OWN.has(key));
  const { apiVersion, kind, ...fields } = Object.fromEntries(rest);
  return { apiVersion, kind, metadata, ...fields };
}
