/** What a look at the pixels of a photo found: made by whoever looks, read by whoever writes insights. */

/** A part of the upright picture, in fractions of its width and height, from its upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const colourNames = [
  'black',
  'grey',
  'white',
  'red',
  'orange',
  'yellow',
  'green',
  'cyan',
  'blue',
  'purple',
  'pink',
  'brown',
] as const;
export type ColourName = (typeof colourNames)[number];

/** Scores are 0 to 1, and comparable within one list only. Each list begins with what is surest, or most. */
export interface SeenInPhoto {
  /** `label` is one of the 80 English words of COCO. */
  readonly objects: readonly { readonly label: string; readonly score: number; readonly box: Box }[];
  readonly faces: readonly { readonly score: number; readonly box: Box }[];
  /** Writing in the picture, line by line, as it was read. */
  readonly texts: readonly { readonly text: string; readonly score: number; readonly box: Box }[];
  /** `share` of all pixels. */
  readonly colours: readonly { readonly name: ColourName; readonly share: number }[];
  readonly light: SeenLight;
}

/** Each 0 to 1. */
export interface SeenLight {
  /** Mean lightness. */
  readonly brightness: number;
  readonly contrast: number;
  readonly sharpness: number;
  readonly noise: number;
  /** Shares of pixels that are black, or white, without any drawing. */
  readonly clippedShadows: number;
  readonly clippedHighlights: number;
}
