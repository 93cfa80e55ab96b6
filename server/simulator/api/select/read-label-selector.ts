import { type LabelSelector, parseLabelSelector, SelectorFault } from '~/server/kernel/label-selector';
import { badRequest } from '~/server/simulator/api/api-error';

/** A label selector of a query. Throws a 400 in the server's words. */
export function readLabelSelector(text: string): LabelSelector {
  try {
    return parseLabelSelector(text);
  } catch (error) {
    if (error instanceof SelectorFault) throw badRequest(error.message);
    throw error;
  }
}
