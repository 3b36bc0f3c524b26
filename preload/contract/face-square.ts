/** Where a face is in its picture: in fractions of the upright picture, from its upper left corner. */
export interface FaceBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** So much of a square is the face itself; the rest is around it. */
const faceShare = 0.62;

/** The square with the face in its middle, but never beyond the picture's edges. In pixels of the upright `picture`. */
export function faceSquare(
  box: FaceBox,
  picture: Size,
): { readonly left: number; readonly top: number; readonly edge: number } {
  const wanted = Math.max(box.width * picture.width, box.height * picture.height) / faceShare;
  const edge = Math.min(wanted, picture.width, picture.height);
  const from = (middle: number, length: number): number => Math.min(length - edge, Math.max(0, middle - edge / 2));
  return {
    left: from((box.x + box.width / 2) * picture.width, picture.width),
    top: from((box.y + box.height / 2) * picture.height, picture.height),
    edge,
  };
}
