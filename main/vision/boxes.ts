/** Boxes of what was found: which of several are the same thing. Pure. */
import type { Box } from '../core/seen.js';

export interface Found {
  readonly score: number;
  readonly box: Box;
}

function overlap(one: Box, other: Box): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  if (width <= 0 || height <= 0) return 0;
  const both = width * height;
  return both / (one.width * one.height + other.width * other.height - both);
}

/** The surest first; what overlaps a surer one by more than `most` of both, and is the same to `isSame`, is left out. */
export function surest<T extends Found>(
  found: readonly T[],
  most: number,
  isSame: (one: T, other: T) => boolean = () => true,
): readonly T[] {
  const kept: T[] = [];
  for (const one of [...found].sort((a, b) => b.score - a.score)) {
    if (!kept.some((other) => isSame(one, other) && overlap(one.box, other.box) > most)) kept.push(one);
  }
  return kept;
}

function within(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** From edges, cut at those of the picture. */
export function boxOfEdges(left: number, top: number, right: number, bottom: number): Box {
  const [x, y] = [within(left), within(top)];
  return { x, y, width: Math.max(0, within(right) - x), height: Math.max(0, within(bottom) - y) };
}
