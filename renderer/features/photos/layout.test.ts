import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveFrom } from './keyboard.js';
import {
  computeLayout,
  photoInNextRow,
  rowAt,
  rowOfPhoto,
  rowsBetween,
  rowTiles,
  sectionBottom,
  scaleAt,
  sectionPhotos,
  timeSections,
  type GridLayout,
  type LayoutOptions,
} from './layout.js';

const options: LayoutOptions = {
  group: 'month',
  width: 1000,
  targetRowHeight: 180,
  gap: 3,
  headerHeight: 40,
  sectionGap: 16,
};

const photo = fc.record({
  aspect: fc.oneof(fc.constant(0), fc.double({ min: 0.1, max: 12, noNaN: true })),
  days: fc.integer({ min: 0, max: 9 }),
});

function build(photos: readonly { readonly aspect: number; readonly days: number }[], width = 1000) {
  let time = Date.UTC(2026, 5, 20);
  const sortTimesMs = Float64Array.from(photos, ({ days }) => (time -= days * 86_400_000));
  const aspects = Float32Array.from(photos, ({ aspect }) => aspect);
  return {
    aspects,
    sortTimesMs,
    layout: computeLayout({ aspects, sortTimesMs, sections: null }, { ...options, width }),
  };
}

function allRows(layout: GridLayout): number[] {
  return Array.from({ length: layout.rowCount }, (_, row) => row);
}

describe('layout', () => {
  it('places every photo once, in order, in rows of full width and sane height', () => {
    fc.assert(
      fc.property(fc.array(photo, { maxLength: 120 }), fc.integer({ min: 200, max: 2400 }), (photos, width) => {
        const { aspects, sortTimesMs, layout } = build(photos, width);
        const placed = allRows(layout).flatMap((row) => rowTiles(layout, aspects, row).map((tile) => tile.index));
        expect(placed).toEqual(photos.map((_, i) => i));
        for (const row of allRows(layout)) {
          const tiles = rowTiles(layout, aspects, row);
          const right = Math.max(...tiles.map((tile) => tile.left + tile.width));
          expect(right).toBeLessThanOrEqual(width);
          expect(tiles.every((tile) => tile.width > 0)).toBe(true);
          const height = layout.rowHeight[row] ?? 0;
          expect(height).toBeGreaterThanOrEqual(24);
          expect(height).toBeLessThanOrEqual(options.targetRowHeight * 2);
          const months = new Set(tiles.map((tile) => new Date(sortTimesMs[tile.index] ?? 0).toISOString().slice(0, 7)));
          expect(months.size).toBe(1);
          const isLastOfMonth = [...layout.sectionFirstRow].includes(row + 1);
          if (!isLastOfMonth) expect(right).toBe(width);
        }
      }),
    );
  });

  it('gives rows that never overlap and end at the total height', () => {
    fc.assert(
      fc.property(fc.array(photo, { minLength: 1, maxLength: 120 }), (photos) => {
        const { layout } = build(photos);
        for (const row of allRows(layout)) {
          const bottom = (layout.rowTop[row] ?? 0) + (layout.rowHeight[row] ?? 0);
          expect(layout.rowTop[row + 1] ?? 0).toBeGreaterThanOrEqual(bottom);
          expect(rowAt(layout, (layout.rowTop[row] ?? 0) + 1)).toBe(row);
        }
        expect(sectionBottom(layout, layout.sectionCount - 1)).toBe(layout.totalHeight);
        const first = sectionPhotos(layout, 0);
        const last = sectionPhotos(layout, layout.sectionCount - 1);
        expect(first.from).toBe(0);
        expect(last.to).toBe(photos.length);
      }),
    );
  });

  it('finds the row of a photo and the rows of a band', () => {
    const { layout } = build(Array.from({ length: 300 }, () => ({ aspect: 1.5, days: 1 })));
    for (const index of [0, 1, 57, 299]) {
      const row = rowOfPhoto(layout, index);
      expect(layout.rowFirst[row]).toBeLessThanOrEqual(index);
      expect(layout.rowFirst[row + 1]).toBeGreaterThan(index);
    }
    const band = rowsBetween(layout, 500, 900);
    expect(layout.rowTop[band.from]).toBeLessThanOrEqual(500);
    expect(layout.rowTop[band.to]).toBeGreaterThan(900);
  });

  it('is empty for no photos', () => {
    const { layout } = build([]);
    expect(layout.rowCount).toBe(0);
    expect(layout.totalHeight).toBe(0);
    expect(rowsBetween(layout, 0, 500)).toEqual({ from: 0, to: 0 });
  });

  it('moves by keys: one photo sideways, the nearest one up and down, and never past the ends', () => {
    const { aspects, layout } = build(Array.from({ length: 60 }, () => ({ aspect: 1.5, days: 0 })));
    const move = (from: number, key: string) => moveFrom(layout, aspects, from, key, 600, 0);
    expect(move(5, 'ArrowRight')).toBe(6);
    expect(move(0, 'ArrowLeft')).toBe(0);
    expect(move(59, 'ArrowRight')).toBe(59);
    expect(move(7, 'Home')).toBe(0);
    expect(move(7, 'End')).toBe(59);
    expect(move(-1, 'ArrowDown')).toBe(0);
    expect(move(7, 'x')).toBeNull();
    const below = move(1, 'ArrowDown') ?? -1;
    expect(rowOfPhoto(layout, below)).toBe(rowOfPhoto(layout, 1) + 1);
    expect(photoInNextRow(layout, aspects, below, -1)).toBe(1);
    expect(move(0, 'PageDown')).toBeGreaterThan(below);
    expect(move(59, 'PageDown')).toBe(59);
  });

  it('begins a row with each part of the list, and without groups it has one part and no header', () => {
    const photo = { aspect: 1.5, days: 0 };
    const { aspects, sortTimesMs } = build(Array.from({ length: 40 }, () => photo));
    const sections = [0, 5, 31].map((from) => ({ from, key: { kind: 'size' as const, fromBytes: 1000 - from } }));
    const grouped = computeLayout({ aspects, sortTimesMs, sections }, { ...options, group: 'library' });
    expect(sections.map((_, section) => sectionPhotos(grouped, section))).toEqual([
      { from: 0, to: 5 },
      { from: 5, to: 31 },
      { from: 31, to: 40 },
    ]);
    expect([...grouped.scaleTop]).toEqual([...grouped.sectionTop]);
    const plain = computeLayout({ aspects, sortTimesMs, sections }, { ...options, group: 'none' });
    expect(plain.sectionCount).toBe(1);
    expect(plain.rowTop[0]).toBe(0);
    expect(plain.options.headerHeight).toBe(0);
    expect(plain.rowCount).toBeLessThan(grouped.rowCount);
    // A step of the scale begins with the row of its first photo.
    for (const [step, { from }] of sections.entries()) {
      const top = plain.rowTop[rowOfPhoto(plain, from)] ?? 0;
      expect(plain.scaleTop[step]).toBe(top);
      expect(scaleAt(plain, top + 1)).toBe(step);
    }
  });

  it('cuts days and months where they end on the wall clock', () => {
    const times = Float64Array.of(Date.UTC(2026, 1, 1), Date.UTC(2026, 0, 31, 23, 59), Date.UTC(2026, 0, 31), -1);
    expect(timeSections(times, 'month').map(({ from }) => from)).toEqual([0, 1, 3]);
    expect(timeSections(times, 'day').map(({ from }) => from)).toEqual([0, 1, 3]);
    expect(timeSections(times, 'day').at(-1)?.key).toEqual({ kind: 'day', startMs: -86_400_000 });
  });

  it('lays out a million photos, each of them in exactly one row', () => {
    const count = 1_000_000;
    const aspects = new Float32Array(count).map((_, i) => 0.66 + ((i * 7919) % 100) / 90);
    const sortTimesMs = new Float64Array(count).map((_, i) => Date.UTC(2026, 0, 1) - i * 480_000);
    const layout = computeLayout({ aspects, sortTimesMs, sections: null }, options);
    expect(layout.rowFirst[layout.rowCount]).toBe(count);
    expect(layout.sectionCount).toBeGreaterThan(150);
  });
});
