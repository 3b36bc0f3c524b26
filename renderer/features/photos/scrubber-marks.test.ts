import { describe, expect, it } from 'vitest';
import { computeLayout } from './layout.js';
import { yearMarks } from './scrubber-marks.js';

const options = { width: 1000, targetRowHeight: 180, gap: 3, headerHeight: 40, sectionGap: 16 };

function layoutOf(count: number, daysApart: number) {
  const sortTimesMs = new Float64Array(count).map((_, i) => Date.UTC(2026, 5, 20) - i * daysApart * 86_400_000);
  return computeLayout({ aspects: new Float32Array(count).fill(1.5), sortTimesMs }, options);
}

describe('scrubber marks', () => {
  it('labels years where they begin, newest first, with room between them', () => {
    const marks = yearMarks(layoutOf(2000, 2), 600);
    const labels = marks.filter((mark) => mark.label !== null);
    expect(labels[0]?.label).toBe('2026');
    expect(labels.map((mark) => mark.label)).toContain('2020');
    for (let i = 1; i < labels.length; i += 1) {
      expect((labels[i]?.top ?? 0) - (labels[i - 1]?.top ?? 0)).toBeGreaterThanOrEqual(20);
    }
  });

  it('leaves out what does not fit, and puts no dot under a label', () => {
    const marks = yearMarks(layoutOf(400, 90), 200);
    const labels = marks.filter((mark) => mark.label !== null);
    expect(labels.length).toBeLessThanOrEqual(11);
    for (const dot of marks.filter((mark) => mark.label === null)) {
      for (const label of labels) expect(Math.abs(dot.top - label.top)).toBeGreaterThanOrEqual(10);
    }
  });

  it('has nothing to mark in an empty list', () => {
    expect(yearMarks(layoutOf(0, 1), 600)).toEqual([]);
  });
});
