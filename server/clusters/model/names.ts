import { z } from 'zod';

/** A moment as ISO 8601 text in UTC, as Kubernetes writes it; browsers and logs read the same. */
export const Instant = z.iso.datetime();

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** A member's name: an RFC 1123 label, because it stands in paths, labels and DNS. */
export const ClusterNameText = z
  .string()
  .max(63, 'at most 63 characters')
  .regex(DNS_LABEL, 'small letters, digits and dashes; begins and ends with a letter or digit');

/** A namespace, node or object name as Kubernetes allows it (RFC 1123 subdomain; some kinds also allow `:`). */
export const ObjectName = z
  .string()
  .min(1)
  .max(253)
  .regex(/^[A-Za-z0-9][-A-Za-z0-9_.:]*$/);

/** Names that people choose for regions, zones, environments and providers: label values that are not empty. */
export const PlaceName = z
  .string()
  .min(1)
  .max(63, 'at most 63 characters')
  .regex(
    /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/,
    'letters, digits, dashes, dots; begins and ends with a letter or digit',
  );

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
export const LabelKey = z
  .string()
  .max(317)
  .regex(
    /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
    'not a label key: [prefix/]name, name of at most 63 letters, digits, - _ .',
  );
export const LabelValue = z
  .string()
  .max(63, 'at most 63 characters')
  .regex(
    /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/,
    'letters, digits, - _ . ; begins and ends with a letter or digit',
  );

const MAX_ENTRIES = 256;
const bounded = <Entry>(entries: Record<string, Entry>) => Object.keys(entries).length <= MAX_ENTRIES;

export const Labels = z.record(LabelKey, LabelValue).refine(bounded, `at most ${MAX_ENTRIES}`);
export const Annotations = z.record(LabelKey, z.string().max(16_384)).refine(bounded, `at most ${MAX_ENTRIES}`);
