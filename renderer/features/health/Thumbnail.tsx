import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import { thumbnailUrl, type ContentHash, type QuarterTurns } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { turnedStyle } from '../photos/index.js';

/** As in `health.css`, in pixels. */
const size = { width: 144, height: 108 } as const;

interface ThumbnailProps {
  readonly hash: ContentHash;
  /** How the photo stands. */
  readonly turn: QuarterTurns;
  readonly label: string;
}

/** The stored preview of these bytes, or a quiet place where it would be. */
export function Thumbnail({ hash, turn, label }: ThumbnailProps) {
  const [failed, setFailed] = useState<ContentHash | null>(null);
  return (
    <span className="health-thumb">
      {failed === hash ? (
        <span className="health-thumb-none" role="img" aria-label={`${label}: ${messages.health.noPicture}`}>
          <ImageOff size={18} />
        </span>
      ) : (
        <img
          src={thumbnailUrl(hash)}
          style={turnedStyle(turn, size.width, size.height)}
          alt={label}
          decoding="async"
          draggable={false}
          onError={() => {
            setFailed(hash);
          }}
        />
      )}
    </span>
  );
}
