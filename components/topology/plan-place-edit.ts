import type { PlaceEdit } from '~/server/topology/model/places';
import { namedRows, type Pair } from '../ui/pair-rows';

/** What a field of the form says: leave it alone, write a value, or take it away. */
export type FieldIntent = { how: 'keep' } | { how: 'set'; value: string } | { how: 'remove' };
export type PlaceForm = { region: FieldIntent; zone: FieldIntent; labels: Pair[]; annotations: Pair[] };

export const EMPTY_FORM: PlaceForm = { region: { how: 'keep' }, zone: { how: 'keep' }, labels: [], annotations: [] };

/** The edit that a form asks for; rows without a key are not meant yet. */
export function planPlaceEdit(form: PlaceForm): PlaceEdit {
  return {
    ...field('region', form.region),
    ...field('zone', form.zone),
    labels: pairs(form.labels),
    annotations: pairs(form.annotations),
  };
}

/** Whether applying would change anything at all. */
export function isEmptyEdit(edit: PlaceEdit): boolean {
  const changes = Object.keys(edit.labels).length + Object.keys(edit.annotations).length;
  return edit.region === undefined && edit.zone === undefined && changes === 0;
}

function field(name: 'region' | 'zone', intent: FieldIntent) {
  if (intent.how === 'remove') return { [name]: null };
  return intent.how === 'set' && intent.value.trim() !== '' ? { [name]: intent.value.trim() } : {};
}

const pairs = (rows: Pair[]): Record<string, string | null> =>
  Object.fromEntries(namedRows(rows).map(({ key, value, remove }) => [key, remove ? null : value]));
