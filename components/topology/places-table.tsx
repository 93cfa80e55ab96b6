'use client';
import { NodesTable } from './nodes-table';
import { PlacedClustersTable } from './placed-clusters-table';

/** The tables of the topology: clusters or nodes with their places. */
export function PlacesTable({ of }: { of: 'clusters' | 'nodes' }) {
  return of === 'nodes' ? <NodesTable /> : <PlacedClustersTable />;
}
