/** Draws the base map onto a canvas: water, land, coasts, borders and names. Called for each frame that moves. */
import type { BaseMap, Line } from './base-map.js';
import { leastNamed, type City } from './cities.js';
import { Room, type LabelBox } from './labels.js';
import { nearestX, sight, toPixels, worldPixels, type Camera, type PixelSize, type WorldBox } from './mercator.js';

export interface MapColors {
  readonly water: string;
  readonly land: string;
  readonly coast: string;
  readonly border: string;
  readonly label: string;
  readonly country: string;
  readonly font: string;
}

export interface Scene {
  readonly camera: Camera;
  readonly size: PixelSize;
  readonly pixelRatio: number;
  readonly colors: MapColors;
  readonly base: BaseMap;
  /** The largest first. */
  readonly cities: readonly City[];
  /** Where photos stand: names give way. */
  readonly taken: readonly LabelBox[];
}

/** Points nearer to the last one than this are left out. */
const finePixels = 0.7;
/** No line of the map is so long that its ends being held here could be seen. */
const farPixels = 20_000;
const mostNames = 90;

export function drawMap(context: CanvasRenderingContext2D, scene: Scene): void {
  const { size, pixelRatio, colors, base, camera } = scene;
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  context.fillStyle = colors.water;
  context.fillRect(0, 0, size.width, size.height);
  const seen = sight(camera, size, 8);
  const worlds = worldsIn(seen);
  context.lineJoin = 'round';
  context.beginPath();
  for (const world of worlds)
    for (const line of base.land) if (meets(line, seen, world)) trace(context, scene, line, world, true);
  context.fillStyle = colors.land;
  context.fill('evenodd');
  stroke(context, scene, base.coasts, { color: colors.coast, width: 1 });
  stroke(context, scene, base.borders, { color: colors.border, width: 1 });
  drawNames(context, scene, seen, worlds);
}

function stroke(
  context: CanvasRenderingContext2D,
  scene: Scene,
  lines: readonly Line[],
  { color, width }: { readonly color: string; readonly width: number },
): void {
  const seen = sight(scene.camera, scene.size, 8);
  context.beginPath();
  for (const world of worldsIn(seen)) {
    for (const line of lines) if (meets(line, seen, world)) trace(context, scene, line, world, false);
  }
  context.strokeStyle = color;
  context.lineWidth = width;
  context.stroke();
}

/** The worlds side by side whose lines may be seen, which reach into the next: 0 is the one, 1 the next to the east. */
function worldsIn({ west, east }: WorldBox): readonly number[] {
  const worlds: number[] = [];
  for (let world = Math.floor(west) - 1; world <= Math.floor(east) + 1; world += 1) worlds.push(world);
  return worlds;
}

function meets(line: Line, seen: WorldBox, world: number): boolean {
  return (
    line.west + world <= seen.east &&
    line.east + world >= seen.west &&
    line.north <= seen.south &&
    line.south >= seen.north
  );
}

function trace(
  context: CanvasRenderingContext2D,
  { camera, size }: Scene,
  { points }: Line,
  world: number,
  isClosed: boolean,
): void {
  const scale = worldPixels(camera.zoom);
  const offsetLeft = (world - camera.x) * scale + size.width / 2;
  const offsetTop = size.height / 2 - camera.y * scale;
  const last = points.length - 2;
  let [left, top] = [NaN, NaN];
  for (let i = 0; i <= last; i += 2) {
    const nextLeft = Math.min(farPixels, Math.max(-farPixels, (points[i] ?? 0) * scale + offsetLeft));
    const nextTop = Math.min(farPixels, Math.max(-farPixels, (points[i + 1] ?? 0) * scale + offsetTop));
    if (i === 0) {
      context.moveTo(nextLeft, nextTop);
    } else {
      if (i < last && Math.abs(nextLeft - left) + Math.abs(nextTop - top) < finePixels) continue;
      context.lineTo(nextLeft, nextTop);
    }
    [left, top] = [nextLeft, nextTop];
  }
  if (isClosed) context.closePath();
}

const widths = new Map<string, number>();

function widthOf(context: CanvasRenderingContext2D, text: string): number {
  const key = `${context.font}|${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    width = context.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

function drawNames(
  context: CanvasRenderingContext2D,
  { camera, size, colors, base, cities, taken }: Scene,
  seen: WorldBox,
  worlds: readonly number[],
): void {
  const room = new Room(taken);
  const scale = worldPixels(camera.zoom);
  context.textBaseline = 'middle';
  context.lineWidth = 3;
  context.strokeStyle = colors.land;
  context.textAlign = 'center';
  context.font = `500 11px ${colors.font}`;
  context.fillStyle = colors.country;
  if (camera.zoom < 7) {
    for (const { name, x, y, width } of base.countries) {
      const pixels = widthOf(context, name);
      if (width * scale < pixels * 0.8) continue;
      const { left, top } = toPixels({ x, y }, camera, size);
      if (!room.take({ left: left - pixels / 2 - 4, right: left + pixels / 2 + 4, top: top - 9, bottom: top + 9 }))
        continue;
      context.strokeText(name, left, top);
      context.fillText(name, left, top);
    }
  }
  context.textAlign = 'left';
  context.font = `400 11px ${colors.font}`;
  context.fillStyle = colors.label;
  const least = leastNamed(camera.zoom);
  let names = 0;
  for (const { name, x, y, population } of cities) {
    if (population < least || names >= mostNames) break;
    if (y < seen.north || y > seen.south || !worlds.some((world) => x + world >= seen.west && x + world <= seen.east))
      continue;
    const left = (nearestX(x, camera.x) - camera.x) * scale + size.width / 2;
    const top = (y - camera.y) * scale + size.height / 2;
    const width = widthOf(context, name);
    if (!room.take({ left: left - 4, right: left + width + 10, top: top - 9, bottom: top + 9 })) continue;
    names += 1;
    context.beginPath();
    context.arc(left, top, 2, 0, 2 * Math.PI);
    context.fill();
    context.strokeText(name, left + 6, top);
    context.fillText(name, left + 6, top);
  }
}
