import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClusterPart, FleetMap } from '~/server/topology/model/places';
import { type Box, layoutFleetMap } from './layout-fleet-map';
import { packBoxes } from './pack-boxes';

const cluster = (name: string): ClusterPart => ({ cluster: name }) as unknown as ClusterPart;

function fleet(shape: number[][]): FleetMap {
  const regions = shape.map((zones, region) => ({
    region: `r${region}`,
    zones: zones.map((count, zone) => ({
      zone: `z${zone}`,
      clusters: Array.from({ length: count }, (_, index) => cluster(`${region}-${zone}-${index}`)),
    })),
  }));
  return { regions } as unknown as FleetMap;
}

const shapes = fc.array(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }), { maxLength: 30 });
const ROUNDING = 0.01;
const overlap = (a: Box, b: Box) =>
  a.left < b.left + b.width - ROUNDING &&
  b.left < a.left + a.width - ROUNDING &&
  a.top < b.top + b.height - ROUNDING &&
  b.top < a.top + a.height - ROUNDING;

function expectApart(boxes: Box[]) {
  for (const [index, box] of boxes.entries())
    for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false);
}

function expectInside(boxes: Box[], room: { width: number; height: number }) {
  for (const box of boxes) {
    expect(box.left).toBeGreaterThanOrEqual(0);
    expect(box.left + box.width).toBeLessThanOrEqual(room.width + ROUNDING);
    expect(box.top + box.height).toBeLessThanOrEqual(room.height + ROUNDING);
  }
}

describe('layoutFleetMap', () => {
  it('keeps every room inside the one around it, and no two over one another', () => {
    fc.assert(
      fc.property(shapes, fc.integer({ min: 200, max: 2400 }), (shape, width) => {
        const layout = layoutFleetMap(fleet(shape), width);
        expectApart(layout.regions.map(({ box }) => box));
        expectInside(
          layout.regions.map(({ box }) => box),
          { width, height: layout.height },
        );
        for (const region of layout.regions) {
          expectApart(region.zones.map(({ box }) => box));
          expectInside(
            region.zones.map(({ box }) => box),
            region.box,
          );
          for (const zone of region.zones) {
            expectApart(zone.clusters.map(({ box }) => box));
            expectInside(
              zone.clusters.map(({ box }) => box),
              zone.box,
            );
          }
        }
      }),
    );
  });

  it('loses no cluster', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const placed = layoutFleetMap(fleet(shape), 1200).regions.flatMap((region) =>
          region.zones.flatMap((zone) => zone.clusters),
        );
        expect(placed.length).toBe(shape.flat().reduce((sum, count) => sum + count, 0));
      }),
    );
  });

  it('gives a single cluster one readable room, and 200 clusters dense cells', () => {
    const [only] = layoutFleetMap(fleet([[1]]), 1200).regions;
    expect(only?.box.width).toBeLessThan(300);
    expect(layoutFleetMap(fleet([[200]]), 1200).dense).toBe(true);
  });
});

describe('packBoxes', () => {
  it('fills the lowest gap, leftmost first', () => {
    const boxes = [
      { span: 2, height: 40 },
      { span: 1, height: 10 },
      { span: 1, height: 10 },
    ];
    expect(packBoxes(boxes, 3, 0)).toEqual({
      spots: [
        { column: 0, top: 0 },
        { column: 2, top: 0 },
        { column: 2, top: 10 },
      ],
      height: 40,
    });
  });
});
