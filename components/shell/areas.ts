import {
  Anchor,
  Binoculars,
  Boxes,
  GitFork,
  type LucideIcon,
  Map as MapIcon,
  Network,
  ScrollText,
  Split,
  UsersRound,
  Waypoints,
} from 'lucide-react';

export const AREAS = [
  'overview',
  'clusters',
  'topology',
  'federation',
  'mesh',
  'traffic',
  'ingress',
  'observability',
  'teams',
  'audit',
] as const;
export type Area = (typeof AREAS)[number];

/** Areas that this version does not have yet; their pages say so. */
export type ComingArea = Exclude<Area, 'overview' | 'clusters' | 'topology' | 'teams'>;

export const areaIcons: Record<Area, LucideIcon> = {
  overview: MapIcon,
  clusters: Boxes,
  topology: Network,
  federation: GitFork,
  mesh: Waypoints,
  traffic: Split,
  ingress: Anchor,
  observability: Binoculars,
  teams: UsersRound,
  audit: ScrollText,
};

export const areaHref = (area: Area): string => (area === 'overview' ? '/' : `/${area}`);

/** Whether a path lies in an area; the overview is only itself. */
export const isInArea = (path: string, area: Area): boolean =>
  area === 'overview' ? path === '/' : path === `/${area}` || path.startsWith(`/${area}/`);
