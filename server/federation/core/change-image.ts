import type { Overrider } from '../model/override';
import { PatchFault } from './json-patch';

type ImageOverrider = Extract<Overrider, { type: 'image' }>;
type Image = { registry: string; repository: string; tag: string; digest: string };

/** One part of an image's name changed; a digest pins what a tag names, so another tag drops it. */
export function changeImage(name: string, { component, operator, value }: ImageOverrider): string {
  if (name === '') throw new PatchFault('a container has no image');
  const image = parseImage(name);
  const now = operator === 'remove' ? '' : operator === 'add' ? `${image[component]}${value}` : value;
  const changed = { ...image, [component]: now, ...(component === 'tag' && now !== image.tag && { digest: '' }) };
  if (changed.repository === '') throw new PatchFault(`${name} would have no repository`);
  return printImage(changed);
}

/** https://pkg.go.dev/github.com/distribution/reference: the first part is a registry when it has a dot, a port, or is localhost. */
function parseImage(name: string): Image {
  const [rest = '', digest = ''] = name.split('@', 2);
  const slash = rest.indexOf('/');
  const first = slash < 0 ? '' : rest.slice(0, slash);
  const registry = /[.:]/.test(first) || first === 'localhost' ? first : '';
  const path = registry === '' ? rest : rest.slice(slash + 1);
  const colon = path.lastIndexOf(':');
  return {
    ...{ registry, digest },
    repository: colon < 0 ? path : path.slice(0, colon),
    tag: colon < 0 ? '' : path.slice(colon + 1),
  };
}

const printImage = ({ registry, repository, tag, digest }: Image): string =>
  `${registry && `${registry}/`}${repository}${tag && `:${tag}`}${digest && `@${digest}`}`;
