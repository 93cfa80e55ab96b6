import { GrantScope } from '~/server/teams/model/grant';

/** A scope as a person types it: lists separated by commas or spaces; empty is all. */
export type ScopeDraft = {
  by: GrantScope['clusters']['by'];
  names: string;
  labels: Record<string, string>;
  namespaces: string;
  environments: string;
};

export const EMPTY_SCOPE: ScopeDraft = { by: 'name', names: '', labels: {}, namespaces: '', environments: '' };

const listOf = (text: string) => text.split(/[\s,]+/).filter((name) => name !== '');
const orAll = (names: string[]) => (names.length === 0 ? null : names);

/** The scope that was typed; undefined while it cannot be one. */
export function readScope({ by, names, labels, namespaces, environments }: ScopeDraft): GrantScope | undefined {
  const clusters = { all: { by }, name: { by, names: listOf(names) }, label: { by, labels } }[by];
  const read = GrantScope.safeParse({
    clusters,
    namespaces: orAll(listOf(namespaces)),
    environments: orAll(listOf(environments)),
  });
  return read.success ? read.data : undefined;
}
