import { useTranslations } from 'next-intl';
import { issuesOf } from '../trpc/failure-from';

/** What is wrong with a form, by the name of its field; what belongs to no field is told as a whole by its caller. */
export function useWrong(error: unknown): ReadonlyMap<string, string> {
  const t = useTranslations('notifications.wrong');
  const known = issuesOf(error).flatMap(({ path }) => {
    const field = path.find((part) => typeof part === 'string' && t.has(part as 'name'));
    return field === undefined ? [] : [String(field)];
  });
  return new Map(known.map((field) => [field, t(field as 'name')]));
}
