/** What kubectl printed of one cluster, its head first; or why it printed nothing. */
export type ClusterTable = { cluster: string; lines: string[]; error?: string };

/** One table of all, by the names of their columns: members of different versions do not print the same ones. */
export function mergeTables(tables: readonly ClusterTable[]): string[][] {
  const heads = new Set(['CLUSTER']);
  const rows: Map<string, string>[] = [];
  for (const { cluster, lines } of tables) {
    const [head, ...body] = lines;
    if (head === undefined) continue;
    const columns = columnsOf(head);
    for (const { name } of columns) heads.add(name);
    for (const line of body) rows.push(new Map([['CLUSTER', cluster], ...cellsOf(line, columns)]));
  }
  return rows.length === 0 ? [] : [[...heads], ...rows.map((row) => [...heads].map((name) => row.get(name) ?? ''))];
}

type Column = { name: string; from: number };

/** kubectl sets its columns apart by three blanks; within a head (`NOMINATED NODE`) there is one. */
const columnsOf = (head: string): Column[] =>
  [...head.matchAll(/\S+(?: \S+)*/g)].map(({ 0: name, index }) => ({ name, from: index }));

const cellsOf = (line: string, columns: readonly Column[]) =>
  columns.map(({ name, from }, at) => [name, line.slice(from, columns[at + 1]?.from).trimEnd()] as const);
