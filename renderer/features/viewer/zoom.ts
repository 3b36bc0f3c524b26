/** Where a picture lies in the viewer. Lengths are CSS pixels; points are from the middle of the stage. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What is looked through, and at. */
export interface Sight {
  readonly stage: Size;
  /** The picture's own pixels, as it is shown. */
  readonly picture: Size;
  /** Pixels of the screen to one of CSS. */
  readonly pixelRatio: number;
}

export interface ZoomState {
  /** Against the picture that fits the stage. */
  readonly scale: number;
  /** Of the picture's middle. */
  readonly middle: Point;
}

export const fitted: ZoomState = { scale: 1, middle: { x: 0, y: 0 } };

/** Above its own pixels a picture gets no sharper. */
const mostEnlarged = 8;

/** The picture as it fits the stage. */
export function fittedSize({ stage, picture }: Sight): Size {
  const factor = Math.min(stage.width / picture.width, stage.height / picture.height);
  return { width: picture.width * factor, height: picture.height * factor };
}

/** The scale at which a pixel of the picture is one of the screen. */
export function actualScale(sight: Sight): number {
  return sight.picture.width / (fittedSize(sight).width * sight.pixelRatio);
}

export function limits(sight: Sight): { readonly least: number; readonly most: number } {
  const actual = actualScale(sight);
  return { least: Math.min(1, actual), most: Math.max(1, actual) * mostEnlarged };
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(-most, value));
}

/** No further than to where the picture's edge meets the stage's; a side that fits stays in the middle. */
function held(sight: Sight, { scale, middle }: ZoomState): ZoomState {
  const size = fittedSize(sight);
  const room = (length: number, stage: number): number => Math.max(0, (length * scale - stage) / 2);
  return {
    scale,
    middle: {
      x: clamp(middle.x, room(size.width, sight.stage.width)),
      y: clamp(middle.y, room(size.height, sight.stage.height)),
    },
  };
}

/** What is at `point` stays there, as far as the picture's edges let it. */
export function zoomedTo(sight: Sight, state: ZoomState, wanted: number, point: Point): ZoomState {
  const { least, most } = limits(sight);
  const scale = Math.min(most, Math.max(least, wanted));
  const factor = scale / state.scale;
  const along = (at: number, middle: number): number => at - (at - middle) * factor;
  return held(sight, { scale, middle: { x: along(point.x, state.middle.x), y: along(point.y, state.middle.y) } });
}

export function panned(sight: Sight, { scale, middle }: ZoomState, by: Point): ZoomState {
  return held(sight, { scale, middle: { x: middle.x + by.x, y: middle.y + by.y } });
}

/** After the stage changed its size: the same scale of the picture's own pixels, or fitted still. */
export function resized(before: Sight, after: Sight, state: ZoomState): ZoomState {
  if (state.scale === 1) return fitted;
  const scale = (state.scale * actualScale(after)) / actualScale(before);
  return zoomedTo(after, { ...state, scale }, scale, { x: 0, y: 0 });
}

/** The same of any picture: how large against the fitted one, and which point of it lies in the middle of the stage. */
export interface Look {
  readonly scale: number;
  /** As shares of its width and height, from 0 to 1. */
  readonly at: Point;
}

export const wholeLook: Look = { scale: 1, at: { x: 0.5, y: 0.5 } };

export function lookOf(sight: Sight, { scale, middle }: ZoomState): Look {
  const { width, height } = fittedSize(sight);
  return { scale, at: { x: 0.5 - middle.x / (width * scale), y: 0.5 - middle.y / (height * scale) } };
}

/** As near to the look as the picture's own limits let it. */
export function stateOf(sight: Sight, { scale: wanted, at }: Look): ZoomState {
  const { least, most } = limits(sight);
  const scale = Math.min(most, Math.max(least, wanted));
  const { width, height } = fittedSize(sight);
  return held(sight, { scale, middle: { x: (0.5 - at.x) * width * scale, y: (0.5 - at.y) * height * scale } });
}
