import { useEffect, useState, type CSSProperties, type ReactNode } from 'react';
import {
  originalUrl,
  renditionUrl,
  said,
  thumbnailUrl,
  tryCall,
  type LocationId,
  type PhotoDetails,
  type QuarterTurns,
} from '../../api/index.js';
import { fileExtension } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { classes } from '../../ui/index.js';
import { aspectOf, Blur, gridDetails, whenDrawable } from '../photos/index.js';
import { MotionStage } from './MotionStage.js';
import { PictureSurface } from './PictureSurface.js';
import { viewerSource, type ViewerSource } from './source.js';
import type { Zoom } from './use-zoom.js';
import { VideoStage } from './VideoStage.js';
import type { Size } from './zoom.js';

export interface PhotoStageProps {
  readonly id: LocationId;
  readonly details: PhotoDetails | null;
  readonly zoom: Zoom;
  /** By how many quarters it was turned. */
  readonly turn: QuarterTurns;
  readonly name: string;
  /** The picture is there. */
  readonly onShown?: (id: LocationId) => void;
  /** The video of the photo, while it is to play. */
  readonly motion?: string | null;
  readonly isMuted?: boolean;
  readonly onMotionEnd?: () => void;
  /** Over the picture, and as large and as turned as that. */
  readonly overlay?: ReactNode;
}

/** A picture that takes longer than this to come is spoken of. */
const slowMillis = 700;

function asItStands(picture: Size | null, turn: QuarterTurns): Size | null {
  return picture === null || turn % 2 === 0 ? picture : { width: picture.height, height: picture.width };
}

function reasonOf(source: ViewerSource): string | null {
  return 'reason' in source ? source.reason : null;
}

/**
 * The stored preview lies below until the original is decoded, and below that its blurred colours: a step never shows an
 * empty stage, and nothing moves when the picture comes.
 */
export function PhotoStage({
  id,
  details,
  zoom,
  turn,
  name,
  onShown,
  motion = null,
  isMuted = true,
  onMotionEnd,
  overlay = null,
}: PhotoStageProps) {
  const [isMotionBroken, setIsMotionBroken] = useState(false);
  const [picture, setPicture] = useState<Size | null>(null);
  const [isLoaded, setIsLoaded] = useState(false);
  const [attempt, setAttempt] = useState<'first' | 'rendition' | 'failed'>('first');
  const [failure, setFailure] = useState<string | null>(null);
  const [isSlow, setIsSlow] = useState(false);
  const [hasPreview, setHasPreview] = useState(false);
  const [aspect] = useState(() => aspectOf(id));
  useEffect(() => {
    const timer = setTimeout(() => {
      setIsSlow(true);
    }, slowMillis);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  const gridDetail = gridDetails.get(id);
  const blur = gridDetail?.blur ?? null;
  const hash =
    details === null
      ? gridDetail?.hasThumbnail === true
        ? gridDetail.contentHash
        : null
      : details.preview.state === 'ready'
        ? details.contentHash
        : null;
  const source = details === null ? null : viewerSource(details);
  const isWanted = (source?.kind === 'original' || source?.kind === 'rendition') && attempt !== 'failed';
  const isVideo = source?.kind === 'original' && source.media === 'video';
  const isOpening = isWanted && isSlow && !isLoaded;
  const reason = isOpening
    ? isVideo
      ? messages.viewer.openingVideo
      : messages.viewer.opening
    : attempt === 'failed'
      ? (failure ?? (isVideo ? messages.viewer.videoFailed(hash !== null) : messages.viewer.failed))
      : source === null || isWanted
        ? null
        : reasonOf(source);

  const handleError = (): void => {
    if (!isWanted) return;
    setIsLoaded(false);
    // Under its name it is what Chromium shows, and by its bytes it may be something else: HEIC that is called .jpg.
    if (source.kind === 'original' && !isVideo && attempt === 'first') {
      setAttempt('rendition');
      return;
    }
    setAttempt('failed');
    if (isVideo) return;
    void tryCall('whyNotShown', { locationId: source.locationId }).then((answer) => {
      if (answer.ok && answer.value !== null) setFailure(said(answer.value));
    });
  };

  if (isWanted && isVideo) {
    return (
      <div className="viewer-stage" data-turn={turn}>
        <VideoStage
          id={source.locationId}
          posterHash={hash}
          name={name}
          isTurned={turn !== 0}
          onReady={() => {
            setIsLoaded(true);
          }}
          onFailed={handleError}
        />
        {isOpening ? (
          <p className="viewer-reason viewer-reason-top" role="status">
            {reason}
          </p>
        ) : null}
      </div>
    );
  }
  return (
    <div className={classes('viewer-stage', !zoom.isFitted && 'viewer-stage-zoomed')} data-turn={turn}>
      <PictureSurface zoom={zoom} picture={isLoaded && isWanted ? asItStands(picture, turn) : null}>
        {hash === null || (isLoaded && isWanted) ? null : (
          <>
            {blur === null || aspect === null || hasPreview ? null : (
              <div className="viewer-blur" style={{ '--aspect': aspect } as CSSProperties}>
                <Blur blur={blur} turn={turn} />
              </div>
            )}
            <img
              className="viewer-image"
              src={thumbnailUrl(hash)}
              alt={isWanted ? '' : name}
              onLoad={({ currentTarget }) => {
                whenDrawable(currentTarget, () => {
                  setHasPreview(true);
                });
              }}
            />
          </>
        )}
        {isWanted ? (
          <img
            className={classes('viewer-image', !isLoaded && 'viewer-image-loading')}
            key={attempt}
            src={
              source.kind === 'rendition' || attempt === 'rendition'
                ? renditionUrl(source.locationId)
                : originalUrl(source.locationId)
            }
            alt={name}
            decoding="async"
            draggable={false}
            onLoad={({ currentTarget }) => {
              const { naturalWidth, naturalHeight } = currentTarget;
              const show = (): void => {
                setIsLoaded(true);
                setPicture(naturalWidth === 0 ? null : { width: naturalWidth, height: naturalHeight });
                onShown?.(id);
              };
              // Loaded is not drawn yet: the preview stays below until there is something to be drawn over it.
              whenDrawable(currentTarget, show);
            }}
            onError={handleError}
          />
        ) : null}
        {overlay}
      </PictureSurface>
      {details !== null && hash === null && !isWanted ? (
        <div className="viewer-none">
          <strong>{fileExtension(details.fileName)}</strong>
          <p>{details.preview.state === 'pending' ? (reason ?? messages.viewer.notRead) : reason}</p>
        </div>
      ) : reason === null && !isMotionBroken ? null : (
        <p className="viewer-reason" role="status">
          {reason ?? messages.viewer.motionFailed}
        </p>
      )}
      {motion === null ? null : (
        <MotionStage
          url={motion}
          isMuted={isMuted}
          onEnd={() => onMotionEnd?.()}
          onFailed={() => {
            setIsMotionBroken(true);
            onMotionEnd?.();
          }}
        />
      )}
    </div>
  );
}
