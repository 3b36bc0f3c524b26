import { ChevronLeft, ChevronRight, Pause, Play, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import {
  originalUrl,
  renditionUrl,
  thumbnailUrl,
  tryCall,
  type LocationId,
  type PhotoDetails,
} from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { visibleName } from '../../lib/visible-name.js';
import { classes, IconButton, Slider, useIdle } from '../../ui/index.js';
import { usePhotoDetails, useTurn } from '../photos/index.js';
import { hasSource, useVideoSource, viewerSource } from '../viewer/index.js';
import { interval, patienceMillis, videoProgress } from './steps.js';
import { endSlideShow, setSeconds, step, togglePlaying, useSlideShow } from './store.js';
import './slide-show.css';

export function SlideShow() {
  const ids = useSlideShow((state) => state.ids);
  return ids === null ? null : <OpenSlideShow ids={ids} />;
}

/** How often it is looked at how a video gets on. */
const lookMillis = 500;

const acts: Readonly<Record<string, () => void>> = {
  ArrowRight: () => {
    step(1);
  },
  ArrowLeft: () => {
    step(-1);
  },
  Escape: endSlideShow,
};

function OpenSlideShow({ ids }: { readonly ids: readonly LocationId[] | Int32Array }) {
  const { at, isPlaying, seconds } = useSlideShow();
  const id = ids[at] as LocationId;
  const isIdle = useIdle();
  // What was shown last stays below until the next one has come over it.
  const [before, setBefore] = useState<LocationId | null>(null);
  const lastId = useRef(id);
  useEffect(() => {
    if (lastId.current === id) return undefined;
    setBefore(lastId.current);
    lastId.current = id;
    return undefined;
  }, [id]);

  useEffect(() => {
    void tryCall('keepAwake', { on: true });
    return () => {
      void tryCall('keepAwake', { on: false });
    };
  }, []);
  useEffect(() => {
    const handleKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const isButton = event.target instanceof Element && event.target.closest('button, input') !== null;
      const act = event.key === ' ' && !isButton ? togglePlaying : isButton ? undefined : acts[event.key];
      const always = event.key === 'Escape' ? endSlideShow : act;
      if (always === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      always();
    };
    window.addEventListener('keydown', handleKey, { capture: true });
    return () => {
      window.removeEventListener('keydown', handleKey, { capture: true });
    };
  }, []);

  return (
    <ModalOverlay
      className="viewer-overlay"
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) endSlideShow();
      }}
    >
      <Modal className="viewer-modal">
        <AriaDialog
          className={classes('slide-show', isIdle && isPlaying && 'slide-show-idle')}
          aria-label={messages.slideShow.label}
          data-testid="slide-show"
        >
          {before === null || before === id ? null : <Slide key={before} id={before} isLeaving seconds={seconds} />}
          <Slide key={id} id={id} isLeaving={false} seconds={seconds} />
          <div className="slide-show-bar">
            <IconButton label={messages.viewer.previous} shortcut="←" onPress={acts['ArrowLeft'] ?? togglePlaying}>
              <ChevronLeft size={20} />
            </IconButton>
            <IconButton
              label={isPlaying ? messages.slideShow.pause : messages.slideShow.play}
              shortcut="Space"
              onPress={togglePlaying}
            >
              {isPlaying ? <Pause size={18} /> : <Play size={18} />}
            </IconButton>
            <IconButton label={messages.viewer.next} shortcut="→" onPress={acts['ArrowRight'] ?? togglePlaying}>
              <ChevronRight size={20} />
            </IconButton>
            <span className="slide-show-position">{messages.viewer.position(at + 1, ids.length)}</span>
            <Slider
              label={messages.slideShow.seconds}
              value={seconds}
              min={interval.min}
              max={interval.max}
              step={1}
              onChange={setSeconds}
            />
            <span className="slide-show-seconds">{messages.slideShow.each(seconds)}</span>
            <IconButton label={messages.slideShow.end} shortcut="Esc" onPress={endSlideShow}>
              <X size={18} />
            </IconButton>
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

interface SlideProps {
  readonly id: LocationId;
  /** Another one comes over it. */
  readonly isLeaving: boolean;
  readonly seconds: number;
}

function Slide({ id, isLeaving, seconds }: SlideProps) {
  const { details, error, isSettled } = usePhotoDetails(id, 0);
  const turn = useTurn(id);
  const isPlaying = useSlideShow((state) => state.isPlaying);
  const isAlone = useSlideShow((state) => state.ids?.length === 1);
  const [isThere, setIsThere] = useState(false);
  const shown = isSettled ? details : null;
  const source = shown === null ? null : viewerSource(shown);
  const isVideo = source?.kind === 'original' && source.media === 'video';
  const [hasFailed, setHasFailed] = useState(false);
  const isVideoOn = isVideo && !hasFailed;
  const isReady = isThere || hasFailed || error !== null;

  useEffect(() => {
    if (isLeaving || !isPlaying || isVideoOn) return undefined;
    const timer = setTimeout(
      () => {
        step(1);
      },
      isReady ? seconds * 1000 : patienceMillis,
    );
    return () => {
      clearTimeout(timer);
    };
  }, [isLeaving, isPlaying, isVideoOn, isReady, seconds]);

  return (
    <div
      className={classes('slide', isLeaving && 'slide-leaving', !isLeaving && isReady && 'slide-in')}
      data-turn={turn}
    >
      {shown === null || source === null ? null : isVideoOn && !isLeaving ? (
        <SlideVideo
          id={source.locationId}
          isPlaying={isPlaying}
          isAlone={isAlone}
          name={visibleName(shown.fileName)}
          onReady={() => {
            setIsThere(true);
          }}
          onFailed={() => {
            setHasFailed(true);
          }}
        />
      ) : (
        <img
          className="slide-picture"
          src={pictureOf(shown) ?? ''}
          alt={visibleName(shown.fileName)}
          decoding="async"
          draggable={false}
          onLoad={() => {
            setIsThere(true);
          }}
          onError={() => {
            setHasFailed(true);
          }}
        />
      )}
    </div>
  );
}

function pictureOf(details: PhotoDetails): string | null {
  const source = viewerSource(details);
  if (source.kind === 'rendition') return renditionUrl(source.locationId);
  if (source.kind === 'original' && source.media === 'image') return originalUrl(source.locationId);
  return details.preview.state === 'ready' && details.contentHash !== null ? thumbnailUrl(details.contentHash) : null;
}

interface SlideVideoProps {
  readonly id: LocationId;
  readonly isPlaying: boolean;
  /** There is no other one to follow. */
  readonly isAlone: boolean;
  readonly name: string;
  readonly onReady: () => void;
  readonly onFailed: () => void;
}

/** Plays to its end or the limit, then the next one follows. */
function SlideVideo({ id, isPlaying, isAlone, name, onReady, onFailed }: SlideVideoProps) {
  const video = useRef<HTMLVideoElement>(null);
  useVideoSource(video, originalUrl(id));
  useEffect(() => {
    if (isPlaying) video.current?.play().catch(() => undefined);
    else video.current?.pause();
  }, [isPlaying]);
  useEffect(() => {
    if (!isPlaying || isAlone) return undefined;
    let progress = { at: -1, sinceMs: performance.now() };
    const timer = setInterval(() => {
      const next = videoProgress(progress, video.current?.currentTime ?? 0, performance.now());
      progress = next;
      if (next.isOver) step(1);
    }, lookMillis);
    return () => {
      clearInterval(timer);
    };
  }, [isPlaying, isAlone]);
  return (
    <video
      ref={video}
      className="slide-picture"
      aria-label={name}
      autoPlay
      loop={isAlone}
      playsInline
      disablePictureInPicture
      disableRemotePlayback
      onLoadedData={onReady}
      onEnded={() => {
        step(1);
      }}
      onError={({ currentTarget }) => {
        if (hasSource(currentTarget)) onFailed();
      }}
    >
      <track kind="captions" />
    </video>
  );
}
