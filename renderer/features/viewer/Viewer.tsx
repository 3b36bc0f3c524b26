import { ChevronLeft, ChevronRight, CirclePlay, CircleStop, Volume2, VolumeX, X, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import {
  GridFlag,
  isShownAsNamed,
  originalUrl,
  renditionUrl,
  thumbnailUrl,
  tryCall,
  type LocationId,
  type PhotoDetails,
} from '../../api/index.js';
import { fileExtension, formatShortWallDate } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { visibleName } from '../../lib/visible-name.js';
import { classes, IconButton } from '../../ui/index.js';
import { libraryById, useLibraries } from '../libraries/index.js';
import {
  closeViewer,
  gridDetails,
  idAt,
  selectOnly,
  showFileInViewer,
  usePhotoDetails,
  usePhotos,
} from '../photos/index.js';
import { motionOf } from './motion.js';
import { MotionStage } from './MotionStage.js';
import { viewerSource, type ViewerSource } from './source.js';
import { VideoStage } from './VideoStage.js';
import './viewer.css';

export function Viewer() {
  const isOpen = usePhotos((state) => state.isViewerOpen && state.active >= 0);
  return isOpen ? <OpenViewer /> : null;
}

function OpenViewer() {
  const active = usePhotos((state) => state.active);
  const total = usePhotos((state) => state.model?.ids.length ?? 0);
  const id = usePhotos((state) => (state.model?.ids[state.active] ?? null) as LocationId | null);
  const photo = usePhotoDetails(id, 0);
  const stack = photo.isSettled ? (photo.details?.stack ?? []) : [];
  const wanted = usePhotos((state) => state.viewerFile);
  const fileId = stack.some(({ locationId }) => locationId === wanted) ? wanted : id;
  const other = usePhotoDetails(fileId === id ? null : fileId, 0);
  const { details, isSettled } = fileId === id ? photo : other;
  const [isZoomed, setIsZoomed] = useState(false);
  const shown = isSettled ? details : null;

  const go = (row: number): void => {
    if (row < 0 || row >= total) return;
    setIsZoomed(false);
    selectOnly(row);
  };
  const showFile = (file: LocationId): void => {
    setIsZoomed(false);
    showFileInViewer(file);
  };
  const motion = shown === null ? null : motionOf(shown);
  /** The photo whose video plays. */
  const [playing, setPlaying] = useState<LocationId | null>(null);
  const [isMuted, setIsMuted] = useState(true);
  const isPlaying = motion !== null && playing !== null && playing === fileId;
  const toggleMotion = (): void => {
    if (motion === null) return;
    setIsZoomed(false);
    setPlaying(isPlaying ? null : fileId);
  };
  const stopMotion = (): void => {
    setPlaying(null);
  };
  const [shownId, setShownId] = useState<LocationId | null>(null);
  usePreloadedNeighbours(active, shownId !== null && shownId === id);

  useEffect(() => {
    const handleKey = (event: KeyboardEvent): void => {
      const steps: Record<string, number> = { ArrowLeft: active - 1, ArrowRight: active + 1, Home: 0, End: total - 1 };
      const step = steps[event.key];
      if (step !== undefined) {
        event.preventDefault();
        go(step);
      } else if (event.key.toLowerCase() === 'z' && !event.ctrlKey && !event.metaKey) {
        setIsZoomed((zoomed) => !zoomed);
      } else if (event.key.toLowerCase() === 'f' && !event.ctrlKey && !event.metaKey) {
        const at = stack.findIndex(({ locationId }) => locationId === fileId);
        const next = stack[(at + 1) % stack.length];
        if (next !== undefined) showFile(next.locationId);
      } else if (event.key.toLowerCase() === 'p' && !event.ctrlKey && !event.metaKey) {
        toggleMotion();
      } else if (event.key.toLowerCase() === 'm' && isPlaying && !event.ctrlKey && !event.metaKey) {
        setIsMuted((muted) => !muted);
      }
    };
    // Before the controls of a video, which would seek by the arrow keys while they have the focus.
    window.addEventListener('keydown', handleKey, { capture: true });
    return () => {
      window.removeEventListener('keydown', handleKey, { capture: true });
    };
  });

  const title = shown?.insights.find((insight) => insight.isCurrent)?.title ?? null;
  const name = visibleName(shown?.fileName ?? (id === null ? null : gridDetails.get(id)?.fileName) ?? '');
  const canZoom = shown !== null && shown.mediaKind !== 'video' && isWhole(viewerSource(shown));
  return (
    <ModalOverlay
      className="viewer-overlay"
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) closeViewer();
      }}
    >
      <Modal className="viewer-modal">
        <AriaDialog className="viewer" aria-label={messages.viewer.label(name)} data-testid="viewer">
          <header className="viewer-bar">
            <IconButton label={messages.viewer.close} shortcut="Esc" onPress={closeViewer}>
              <X size={18} />
            </IconButton>
            <div className="viewer-title">
              <bdi>
                <strong>{title === null ? name : visibleName(title)}</strong>
              </bdi>
              <span>
                {shown === null ? '' : formatShortWallDate(shown.facts.captured.localMs)}
                {title === null ? null : (
                  <>
                    {' · '}
                    <bdi>{name}</bdi>
                  </>
                )}
              </span>
            </div>
            {stack.length === 0 ? null : (
              <div className="viewer-files" role="group" aria-label={messages.viewer.files}>
                {stack.map(({ locationId, fileName }) => (
                  <button
                    key={locationId}
                    type="button"
                    className="viewer-file"
                    aria-pressed={locationId === fileId}
                    aria-label={messages.viewer.showFile(fileName)}
                    title={`${visibleName(fileName)} (F)`}
                    onClick={() => {
                      showFile(locationId);
                    }}
                  >
                    {fileExtension(fileName)}
                  </button>
                ))}
              </div>
            )}
            {isPlaying ? (
              <IconButton
                label={isMuted ? messages.viewer.soundOn : messages.viewer.soundOff}
                shortcut="M"
                onPress={() => {
                  setIsMuted(!isMuted);
                }}
              >
                {isMuted ? <VolumeX size={18} /> : <Volume2 size={18} />}
              </IconButton>
            ) : null}
            {motion === null ? null : (
              <IconButton
                label={isPlaying ? messages.viewer.stopMotion : messages.viewer.playMotion}
                shortcut="P"
                onPress={toggleMotion}
              >
                {isPlaying ? <CircleStop size={18} /> : <CirclePlay size={18} />}
              </IconButton>
            )}
            {canZoom ? (
              <IconButton
                label={isZoomed ? messages.viewer.zoomOut : messages.viewer.zoomIn}
                shortcut="Z"
                onPress={() => {
                  setIsZoomed(!isZoomed);
                }}
              >
                {isZoomed ? <ZoomOut size={18} /> : <ZoomIn size={18} />}
              </IconButton>
            ) : null}
            <span className="viewer-position">{messages.viewer.position(active + 1, total)}</span>
          </header>
          {fileId === null ? null : (
            <Stage
              key={fileId}
              id={fileId}
              details={shown}
              isZoomed={isZoomed}
              onZoom={setIsZoomed}
              onShown={setShownId}
              name={title ?? name}
              motion={isPlaying ? motion : null}
              isMuted={isMuted}
              onMotionEnd={stopMotion}
            />
          )}
          <IconButton
            className="viewer-step viewer-previous"
            label={messages.viewer.previous}
            isDisabled={active <= 0}
            onPress={() => {
              go(active - 1);
            }}
          >
            <ChevronLeft size={24} />
          </IconButton>
          <IconButton
            className="viewer-step viewer-next"
            label={messages.viewer.next}
            isDisabled={active >= total - 1}
            onPress={() => {
              go(active + 1);
            }}
          >
            <ChevronRight size={24} />
          </IconButton>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

interface StageProps {
  readonly id: LocationId;
  readonly details: PhotoDetails | null;
  readonly isZoomed: boolean;
  readonly onZoom: (isZoomed: boolean) => void;
  /** The picture is there. */
  readonly onShown: (id: LocationId) => void;
  readonly name: string;
  /** The video of the photo, while it is to play. */
  readonly motion: string | null;
  readonly isMuted: boolean;
  readonly onMotionEnd: () => void;
}

/** A picture that takes longer than this to come is spoken of. */
const slowMillis = 700;

/** True for more than a thumbnail. */
function isWhole({ kind }: ViewerSource): boolean {
  return kind === 'original' || kind === 'rendition';
}

function reasonOf(source: ViewerSource): string | null {
  return 'reason' in source ? source.reason : null;
}

/** The stored preview lies below until the original is decoded, so that a step never shows an empty stage. */
function Stage({ id, details, isZoomed, onZoom, onShown, name, motion, isMuted, onMotionEnd }: StageProps) {
  const [isMotionBroken, setIsMotionBroken] = useState(false);
  const [isLoaded, setIsLoaded] = useState(false);
  const [attempt, setAttempt] = useState<'first' | 'rendition' | 'failed'>('first');
  const [failure, setFailure] = useState<string | null>(null);
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setIsSlow(true);
    }, slowMillis);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  const gridDetail = gridDetails.get(id);
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
  const width = details?.facts.width ?? null;
  const height = details?.facts.height ?? null;
  const known = width !== null && height !== null;
  const box = known
    ? { aspectRatio: `${String(width)} / ${String(height)}`, '--ratio': String(width / height) }
    : undefined;

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
      if (answer.ok && answer.value !== null) setFailure(answer.value);
    });
  };

  if (isWanted && isVideo) {
    return (
      <div className="viewer-stage">
        <VideoStage
          id={source.locationId}
          posterHash={hash}
          name={name}
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
    <div className={classes('viewer-stage', isZoomed && isWanted && 'viewer-stage-zoomed')}>
      {hash === null || (isLoaded && isWanted) ? null : (
        <img className="viewer-image viewer-under" src={thumbnailUrl(hash)} alt={isWanted ? '' : name} style={box} />
      )}
      {isWanted ? (
        // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- Z and the button do the same
        <img
          className={classes('viewer-image', isZoomed && 'viewer-image-zoomed', !isLoaded && 'viewer-image-loading')}
          key={attempt}
          src={
            source.kind === 'rendition' || attempt === 'rendition'
              ? renditionUrl(source.locationId)
              : originalUrl(source.locationId)
          }
          alt={name}
          decoding="async"
          draggable={false}
          onLoad={() => {
            setIsLoaded(true);
            onShown(id);
          }}
          onError={handleError}
          onClick={() => {
            onZoom(!isZoomed);
          }}
        />
      ) : null}
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
          onEnd={onMotionEnd}
          onFailed={() => {
            setIsMotionBroken(true);
            onMotionEnd();
          }}
        />
      )}
    </div>
  );
}

/** A video is not fetched before somebody wants to see it. */
function isVideoAt(row: number): boolean {
  return ((usePhotos.getState().model?.flags[row] ?? 0) & GridFlag.video) !== 0;
}

/**
 * Decodes the previous and the next original while this one is looked at. Renditions wait until it is there: of those, the
 * one asked for last is made first.
 */
function usePreloadedNeighbours(active: number, isShown: boolean): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      const ids = [active + 1, active - 1]
        .filter((row) => !isVideoAt(row))
        .map(idAt)
        .filter((id) => id !== null);
      gridDetails.want(ids);
      for (const id of ids) {
        const detail = gridDetails.get(id);
        const { libraries } = useLibraries.getState();
        const isOnline = libraryById(libraries, detail?.libraryId ?? null)?.availability.state === 'online';
        if (!isOnline || detail === null) continue;
        const isPlain = isShownAsNamed(detail.fileName);
        if (!isPlain && !(isShown && detail.hasThumbnail)) continue;
        const image = new Image();
        image.src = isPlain ? originalUrl(id) : renditionUrl(id);
        image.decode().catch(() => undefined);
      }
    }, 120);
    return () => {
      clearTimeout(timer);
    };
  }, [active, isShown]);
}
