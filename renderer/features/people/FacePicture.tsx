import { useState, type CSSProperties } from 'react';
import { UserRound } from 'lucide-react';
import { thumbnailUrl, type FaceView } from '../../api/index.js';

/** So much of a square is the face itself; the rest is around it. */
const faceShare = 0.62;

interface FacePictureProps {
  readonly face: FaceView | null;
  /** Edge in pixels. */
  readonly size: number;
}

/** A face, cut out of the thumbnail of its photo; a quiet place where it would be. It is named by what stands around it. */
export function FacePicture({ face, size }: FacePictureProps) {
  const [natural, setNatural] = useState<{ readonly id: number; width: number; height: number } | null>(null);
  const [failed, setFailed] = useState<number | null>(null);
  const square = { width: size, height: size };
  if (face === null || failed === face.id) {
    return (
      <span className="face-picture face-picture-none" style={square} aria-hidden>
        <UserRound size={Math.round(size / 3)} />
      </span>
    );
  }
  const shown = natural?.id === face.id ? natural : null;
  return (
    <span className="face-picture" style={{ ...square, rotate: `${String(face.turn * 90)}deg` }} aria-hidden>
      <img
        key={face.id}
        src={thumbnailUrl(face.contentHash)}
        alt=""
        decoding="async"
        draggable={false}
        style={shown === null ? { visibility: 'hidden' } : cutOut(face.box, shown, size)}
        onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => {
          setNatural({ id: face.id, width, height });
        }}
        onError={() => {
          setFailed(face.id);
        }}
      />
    </span>
  );
}

/** The picture so large, and so far to the left and up, that the face is in the middle; but never beyond its edges. */
export function cutOut(
  box: FaceView['box'],
  picture: { readonly width: number; readonly height: number },
  size: number,
): CSSProperties {
  const edge = Math.max(box.width * picture.width, box.height * picture.height) / faceShare;
  const cut = Math.min(edge, picture.width, picture.height);
  const scale = size / cut;
  const from = (middle: number, length: number): number => Math.min(length - cut, Math.max(0, middle - cut / 2));
  const left = from((box.x + box.width / 2) * picture.width, picture.width);
  const top = from((box.y + box.height / 2) * picture.height, picture.height);
  return {
    width: picture.width * scale,
    height: picture.height * scale,
    left: -left * scale,
    top: -top * scale,
  };
}
