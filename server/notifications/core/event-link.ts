import type { NotificationEvent } from '../model/event';

/** The page of the console that shows what an event is about. `origin`: where people reach the console. */
export function eventLink(origin: string, { cluster, namespace, object, wanted }: NotificationEvent): string {
  if (wanted !== null) return `${origin}/teams/requests`;
  if (cluster === null) return `${origin}/`;
  const page = `${origin}/clusters/${encodeURIComponent(cluster)}`;
  if (object === null) return page;
  const { group, version, plural, name } = object;
  const place = [group === '' ? 'core' : group, version, plural, ...(namespace === null ? [] : [namespace]), name];
  return `${page}/objects/${place.map(encodeURIComponent).join('/')}`;
}
