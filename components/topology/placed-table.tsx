'use client';
import type { QueryKey } from '@tanstack/react-query';
import { Tags } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { EditTarget } from '~/server/topology/model/places';
import { ListTable, type ListTableProps } from '../trpc/list-table';
import { Button } from '../ui/button';
import { LazyEditPlaces } from './lazy-edit-places';

type Wired = 'bulk' | 'drawer' | 'byStatus';
type PlacedTableProps<Row extends object, Key extends QueryKey> = Omit<ListTableProps<Row, Key>, Wired> & {
  targetOf: (row: Row) => EditTarget;
  editLabel: string;
  drawer?: (row: Row, close: () => void, edit: () => void) => ReactNode;
};

/** A table of things that have a place; many at once can be given another one. */
export function PlacedTable<Row extends object, Key extends QueryKey>(props: PlacedTableProps<Row, Key>) {
  const { targetOf, editLabel, drawer, ...table } = props;
  const [editing, setEditing] = useState<EditTarget[]>();
  return (
    <>
      <ListTable<Row, Key>
        {...table}
        byStatus
        {...(drawer ? { drawer: (row, close) => drawer(row, close, () => setEditing([targetOf(row)])) } : {})}
        bulk={(rows) => (
          <Button size="sm" onClick={() => setEditing(rows.map(targetOf))}>
            <Tags className="size-3.5" />
            {editLabel}
          </Button>
        )}
      />
      {editing && <LazyEditPlaces targets={editing} onClose={() => setEditing(undefined)} />}
    </>
  );
}
