import { describe, expect, it } from 'vitest';
import type { GridSectionKey } from '../../api/index.js';
import { computeLayout } from './layout.js';
import { scaleMarks } from './scrubber-marks.js';
import { scaleText } from './section-text.js';

const options = {
  group: 'month' as const,
  width: 1000,
  targetRowHeight: 180,
  gap: 3,
  headerHeight: 40,
  sectionGap: 16,
};

const textOf = (key: GridSectionKey): string => scaleText(key, new Map());

function layoutOf(count: number, daysApart: number) {
  const sortTimesMs = new Float64Array(count).map((_, i) => Date.UTC(2026, 5, 20) - i * daysApart * 86_400_000);
  return computeLayout({ aspects: new Float32Array(count).fill(1.5), sortTimesMs, sections: null }, options);
}

describe('scrubber marks', () => {
  it('labels years where they begin, newest first, with room between them', () => {
    const marks = scaleMarks(layoutOf(2000, 2), 600, textOf);
    const labels = marks.filter((mark) => mark.label !== null);
    expect(labels[0]?.label).toBe('2026');
    expect(labels.map((mark) => mark.label)).toContain('2020');
    for (let i = 1; i < labels.length; i += 1) {
      expect((labels[i]?.top ?? 0) - (labels[i - 1]?.top ?? 0)).toBeGreaterThanOrEqual(20);
    }
  });

  it('leaves out what does not fit, and puts no dot under a label', () => {
    const marks = scaleMarks(layoutOf(400, 90), 200, textOf);
    const labels = marks.filter((mark) => mark.label !== null);
    expect(labels.length).toBeLessThanOrEqual(11);
    for (const dot of marks.filter((mark) => mark.label === null)) {
      for (const label of labels) expect(Math.abs(dot.top - label.top)).toBeGreaterThanOrEqual(10);
    }
  });

  it('tells letters and sizes too', () => {
    const keys: GridSectionKey[] = [
      { kind: 'initial', text: '0' },
      { kind: 'initial', text: 'A' },
      { kind: 'initial', text: 'B' },
    ];
    const layout = computeLayout(
      {
        aspects: new Float32Array(900).fill(1.5),
        sortTimesMs: new Float64Array(900),
        sections: keys.map((key, at) => ({ from: at * 300, key })),
      },
      { ...options, group: 'none' },
    );
    expect(scaleMarks(layout, 600, textOf).map(({ label }) => label)).toEqual(['0–9', 'A', 'B']);
    expect(scaleText({ kind: 'size', fromBytes: 5_000_000 }, new Map())).toBe('5 MB');
  });

  it('has nothing to mark in an empty list', () => {
    expect(scaleMarks(layoutOf(0, 1), 600, textOf)).toEqual([]);
  });
});
