import { useState, type CSSProperties } from 'react';
import { UserRound } from 'lucide-react';
import { faceSquare, faceUrl, thumbnailUrl, type FaceView } from '../../api/index.js';

interface FacePictureProps {
  readonly face: FaceView | null;
  /** Edge in pixels. */
  readonly size: number;
}

/**
 * A face, cut out of the thumbnail of its photo, and out of the photo itself where that has more of it; a quiet place where
 * it would be. It is named by what stands around it.
 */
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
  const isSoft = shown !== null && faceSquare(face.box, shown).edge < size * window.devicePixelRatio;
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
      {isSoft ? <SharpFace key={`${String(face.id)} sharp`} face={face} size={size} /> : null}
    </span>
  );
}

/** Over the other once it is there; where the photo is not, that one is all there is. */
function SharpFace({ face, size }: { readonly face: FaceView; readonly size: number }) {
  const [isThere, setIsThere] = useState(false);
  return (
    <img
      className="face-picture-sharp"
      src={faceUrl(face.id)}
      alt=""
      width={size}
      height={size}
      decoding="async"
      draggable={false}
      data-shown={isThere}
      onLoad={() => {
        setIsThere(true);
      }}
    />
  );
}

/** The picture so large, and so far to the left and up, that the square of the face fills the space. */
export function cutOut(
  box: FaceView['box'],
  picture: { readonly width: number; readonly height: number },
  size: number,
): CSSProperties {
  const { left, top, edge } = faceSquare(box, picture);
  const scale = size / edge;
  return {
    width: picture.width * scale,
    height: picture.height * scale,
    left: -left * scale,
    top: -top * scale,
  };
}
