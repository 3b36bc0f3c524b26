import {
  ChevronLeft,
  ChevronRight,
  CirclePlay,
  CircleStop,
  GalleryThumbnails,
  Info,
  RotateCcw,
  RotateCw,
  Volume2,
  VolumeX,
  X,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import {
  GridFlag,
  isShownAsNamed,
  originalUrl,
  renditionUrl,
  unpackMarks,
  type LocationId,
  type QuarterTurns,
} from '../../api/index.js';
import { fileExtension, formatShortWallDate } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { remember, remembered } from '../../lib/storage.js';
import { visibleName } from '../../lib/visible-name.js';
import { classes, IconButton, useIdle } from '../../ui/index.js';
import { libraryById, useLibraries } from '../libraries/index.js';
import { markSelection, MarksRow } from '../marks/index.js';
import {
  closeViewer,
  gridDetails,
  idAt,
  selectOnly,
  showFileInViewer,
  turnSelection,
  usePhotoDetails,
  usePhotos,
} from '../photos/index.js';
import { Filmstrip } from './Filmstrip.js';
import { motionOf } from './motion.js';
import { ClippingOverlay } from './ClippingOverlay.js';
import { InfoOverlay } from './InfoOverlay.js';
import { PhotoStage } from './PhotoStage.js';
import { usePixels } from './use-pixels.js';
import { useZoom } from './use-zoom.js';
import './viewer.css';

/** By Shift and an arrow: where the picture goes, so that what lies that way is seen. */
const pans: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** A button takes the space bar itself. */
function isOfButton({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('button') !== null;
}

export function Viewer() {
  const isOpen = usePhotos((state) => state.isViewerOpen && state.active >= 0);
  return isOpen ? <OpenViewer /> : null;
}

function OpenViewer() {
  const active = usePhotos((state) => state.active);
  const total = usePhotos((state) => state.model?.ids.length ?? 0);
  const packed = usePhotos((state) => state.model?.marks[state.active] ?? 0);
  const id = usePhotos((state) => (state.model?.ids[state.active] ?? null) as LocationId | null);
  const photo = usePhotoDetails(id, 0);
  const stack = photo.isSettled ? (photo.details?.stack ?? []) : [];
  const turn = usePhotos((state) => (state.model?.turns[state.active] ?? 0) as QuarterTurns);
  const wanted = usePhotos((state) => state.viewerFile);
  const fileId = stack.some(({ locationId }) => locationId === wanted) ? wanted : id;
  const other = usePhotoDetails(fileId === id ? null : fileId, 0);
  const { details, isSettled } = fileId === id ? photo : other;
  const zoom = useZoom();
  const isIdle = useIdle();
  const isFullScreen = useFullScreen();
  const shown = isSettled ? details : null;

  const go = (row: number): void => {
    if (row >= 0 && row < total) selectOnly(row);
  };
  const motion = shown === null ? null : motionOf(shown);
  /** The photo whose video plays. */
  const [playing, setPlaying] = useState<LocationId | null>(null);
  const [isMuted, setIsMuted] = useState(true);
  const isPlaying = motion !== null && playing !== null && playing === fileId;
  const toggleMotion = (): void => {
    if (motion === null) return;
    zoom.reset();
    setPlaying(isPlaying ? null : fileId);
  };
  const stopMotion = (): void => {
    setPlaying(null);
  };
  const [hasStrip, setHasStrip] = useState(() => remembered<boolean>('filmstrip', true));
  const toggleStrip = (): void => {
    remember('filmstrip', !hasStrip);
    setHasStrip(!hasStrip);
  };
  const [hasInfo, setHasInfo] = useState(() => remembered<boolean>('viewerInfo', false));
  const toggleInfo = (): void => {
    remember('viewerInfo', !hasInfo);
    setHasInfo(!hasInfo);
  };
  const isVideo = shown?.mediaKind === 'video';
  const [isClippingShown, setIsClippingShown] = useState(false);
  const needsPixels = !isVideo && shown?.preview.state === 'ready' && (hasInfo || isClippingShown);
  const pixels = usePixels(needsPixels ? shown.contentHash : null);
  const [shownId, setShownId] = useState<LocationId | null>(null);
  usePreloadedNeighbours(active, shownId !== null && shownId === id);

  useEffect(() => {
    const handleKey = (event: KeyboardEvent): void => {
      const steps: Record<string, number> = { ArrowLeft: active - 1, ArrowRight: active + 1, Home: 0, End: total - 1 };
      const step = steps[event.key];
      const key = event.key.toLowerCase();
      const pan = event.shiftKey ? pans[event.key] : undefined;
      if (pan !== undefined) {
        event.preventDefault();
        zoom.panSteps(...pan);
      } else if (step !== undefined) {
        event.preventDefault();
        go(step);
      } else if (event.ctrlKey || event.metaKey || event.altKey) {
        if (key === '0' && !event.altKey) zoom.reset();
      } else if (key === 'z') zoom.toggle();
      else if (key === '+' || key === '=') zoom.in();
      else if (key === '-') zoom.out();
      else if (key === 'f') {
        const at = stack.findIndex(({ locationId }) => locationId === fileId);
        const next = stack[(at + 1) % stack.length];
        if (next !== undefined) showFileInViewer(next.locationId);
      } else if (key === ' ' && motion !== null && !isOfButton(event)) {
        event.preventDefault();
        toggleMotion();
      } else if (key === 's') toggleStrip();
      else if (key === 'i') toggleInfo();
      else if (key === 'j' && !isVideo) setIsClippingShown((isOn) => !isOn);
      else if (key === 'm' && isPlaying) setIsMuted((muted) => !muted);
    };
    // Before the controls of a video, which would seek by the arrow keys while they have the focus.
    window.addEventListener('keydown', handleKey, { capture: true });
    return () => {
      window.removeEventListener('keydown', handleKey, { capture: true });
    };
  });

  const title = shown?.insights.find((insight) => insight.isCurrent)?.title ?? null;
  const name = visibleName(shown?.fileName ?? (id === null ? null : gridDetails.get(id)?.fileName) ?? '');
  return (
    <ModalOverlay
      className="viewer-overlay"
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) closeViewer();
      }}
    >
      <Modal className="viewer-modal">
        <AriaDialog
          className={classes('viewer', isIdle && isFullScreen && 'viewer-quiet')}
          aria-label={messages.viewer.label(name)}
          data-testid="viewer"
        >
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
            <MarksRow
              className="viewer-marks"
              marks={unpackMarks(packed)}
              onSet={(marks) => {
                markSelection(marks, false);
              }}
            />
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
                      showFileInViewer(locationId);
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
                shortcut="Space"
                onPress={toggleMotion}
              >
                {isPlaying ? <CircleStop size={18} /> : <CirclePlay size={18} />}
              </IconButton>
            )}
            {zoom.percent === null ? null : (
              <>
                <span className="viewer-percent">{messages.viewer.percent(zoom.percent)}</span>
                <IconButton
                  label={zoom.isFitted ? messages.viewer.zoomIn : messages.viewer.zoomOut}
                  shortcut="Z"
                  onPress={() => {
                    zoom.toggle();
                  }}
                >
                  {zoom.isFitted ? <ZoomIn size={18} /> : <ZoomOut size={18} />}
                </IconButton>
              </>
            )}
            <IconButton
              label={messages.commands.titles.turn_left}
              shortcut="["
              onPress={() => {
                void turnSelection(3);
              }}
            >
              <RotateCcw size={17} />
            </IconButton>
            <IconButton
              label={messages.commands.titles.turn_right}
              shortcut="]"
              onPress={() => {
                void turnSelection(1);
              }}
            >
              <RotateCw size={17} />
            </IconButton>
            <IconButton
              label={hasInfo ? messages.viewer.hideInfo : messages.viewer.showInfo}
              shortcut="I"
              isOn={hasInfo}
              onPress={toggleInfo}
            >
              <Info size={18} />
            </IconButton>
            <IconButton
              label={hasStrip ? messages.viewer.hideFilmstrip : messages.viewer.showFilmstrip}
              shortcut="S"
              isOn={hasStrip}
              onPress={toggleStrip}
            >
              <GalleryThumbnails size={18} />
            </IconButton>
            <span className="viewer-position">{messages.viewer.position(active + 1, total)}</span>
          </header>
          {fileId === null ? null : (
            <PhotoStage
              key={fileId}
              id={fileId}
              details={shown}
              zoom={zoom}
              turn={turn}
              onShown={setShownId}
              name={title ?? name}
              motion={isPlaying ? motion : null}
              isMuted={isMuted}
              onMotionEnd={stopMotion}
              overlay={isClippingShown && pixels !== null ? <ClippingOverlay pixels={pixels} /> : null}
            />
          )}
          {hasInfo && shown !== null ? <InfoOverlay details={shown} pixels={pixels} /> : null}
          {hasStrip && total > 1 ? <Filmstrip active={active} total={total} onGo={go} /> : null}
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

function subscribeToSize(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => {
    window.removeEventListener('resize', listener);
  };
}

/** All of the screen is the window's. */
function useFullScreen(): boolean {
  return useSyncExternalStore(subscribeToSize, () => window.innerHeight >= window.screen.height);
}

/** A video is not fetched before somebody wants to see it. */
function isVideoAt(row: number): boolean {
  return ((usePhotos.getState().model?.flags[row] ?? 0) & GridFlag.video) !== 0;
}

/** Photos to each side whose names are asked for: more than any filmstrip shows. */
const mostAround = 40;

/**
 * Decodes the previous and the next original while this one is looked at. Renditions wait until it is there: of those, the
 * one asked for last is made first.
 */
function usePreloadedNeighbours(active: number, isShown: boolean): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      const around = Array.from({ length: mostAround * 2 + 1 }, (_, at) => idAt(active + at - mostAround));
      gridDetails.want(around.filter((id) => id !== null));
      const neighbours = [active + 1, active - 1].filter((row) => !isVideoAt(row)).map(idAt);
      for (const id of neighbours.filter((neighbour) => neighbour !== null)) {
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
