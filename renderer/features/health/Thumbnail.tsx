import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import { thumbnailUrl, type ContentHash } from '../../api/index.js';
import { messages } from '../../lib/messages.js';

/** The stored preview of these bytes, or a quiet place where it would be. */
export function Thumbnail({ hash, label }: { readonly hash: ContentHash; readonly label: string }) {
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
