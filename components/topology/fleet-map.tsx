'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { FleetMap as Fleet } from '~/server/topology/model/places';
import { RhumbLines } from '../ui/rhumb-lines';
import { ClusterCell } from './cluster-cell';
import { layoutFleetMap, type PlacedRegion, type PlacedZone } from './layout-fleet-map';
import { MapLegend } from './map-legend';
import { RoomHead } from './room-head';
import { useWidth } from './use-width';
import { withoutPlace } from './without-place';

type FleetMapProps = { map: Fleet; openCluster: string | null; hrefOf: (cluster: string) => string };

/** The chart of the fleet: regions hold zones, zones hold clusters, drawn without geography on a sheet with a neat-line. */
export function FleetMap({ map, openCluster, hrefOf }: FleetMapProps) {
  const t = useTranslations('topology');
  const [sheet, width] = useWidth();
  const layout = useMemo(() => layoutFleetMap(map, width), [map, width]);
  return (
    <section aria-label={t('map')}>
      <div className="neatline border border-ink/60 bg-sheet p-1">
        <div className="relative overflow-hidden border border-ink/60 bg-sheet p-4">
          <RhumbLines className="pointer-events-none absolute inset-0 size-full text-ink opacity-[0.045] dark:opacity-[0.09]" />
          <div ref={sheet} className="relative" style={{ height: layout.height }}>
            {layout.regions.map((region) => (
              <RegionRoom key={region.part.region ?? ''} {...{ region, openCluster, hrefOf }} dense={layout.dense} />
            ))}
          </div>
        </div>
      </div>
      <MapLegend />
    </section>
  );
}

type RoomProps = Omit<FleetMapProps, 'map'> & { dense: boolean };

function RegionRoom({ region, ...room }: RoomProps & { region: PlacedRegion }) {
  const t = useTranslations('topology');
  const name = region.part.region ?? t('noRegion');
  return (
    <section
      aria-label={t('regionNamed', { name })}
      style={region.box}
      className="absolute rounded-lg border border-line-strong bg-paper/80"
    >
      <RoomHead name={name} totals={region.part.totals} large />
      {region.zones.map((zone) => (
        <ZoneRoom key={zone.part.zone ?? ''} {...room} zone={zone} region={region.part.region} />
      ))}
    </section>
  );
}

function ZoneRoom({
  zone,
  region,
  dense,
  openCluster,
  hrefOf,
}: RoomProps & { zone: PlacedZone; region: string | null }) {
  const t = useTranslations('topology');
  const name = zone.part.zone ?? t('noZone');
  const href = region === null || zone.part.zone === null ? undefined : zoneHref(region, zone.part.zone);
  return (
    <section
      aria-label={t('zoneNamed', { name })}
      style={zone.box}
      className="absolute rounded-md bg-sunken/80 shadow-[inset_0_0_0_1px_var(--line)]"
    >
      <RoomHead name={withoutPlace(name, region)} title={name} href={href} totals={zone.part.totals} />
      {zone.clusters.map(({ part, box }) => (
        <ClusterCell
          key={part.cluster}
          {...{ part, box, dense }}
          zone={zone.part.zone}
          open={part.cluster === openCluster}
          href={hrefOf(part.cluster)}
        />
      ))}
    </section>
  );
}

const zoneHref = (region: string, zone: string) =>
  `/topology/zones/${encodeURIComponent(region)}/${encodeURIComponent(zone)}`;
