import { Pause, Play, Volume2, VolumeX } from 'lucide-react';
import { useEffect, useState, type RefObject } from 'react';
import { formatLength } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { IconButton, Slider } from '../../ui/index.js';

interface Playing {
  /** Seconds. */
  readonly at: number;
  /** Seconds; null while it is not known. */
  readonly length: number | null;
  readonly isPaused: boolean;
  readonly isMuted: boolean;
}

const events = ['timeupdate', 'seeking', 'durationchange', 'play', 'pause', 'ended', 'volumechange'] as const;

function stateOf({ currentTime, duration, paused, muted }: HTMLVideoElement): Playing {
  const length = Number.isFinite(duration) && duration > 0 ? duration : null;
  return { at: currentTime, length, isPaused: paused, isMuted: muted };
}

function togglePlaying(video: HTMLVideoElement | null): void {
  if (video?.paused === true) video.play().catch(() => undefined);
  else video?.pause();
}

function seek(video: HTMLVideoElement | null, seconds: number): void {
  if (video !== null) video.currentTime = seconds;
}

function setMuted(video: HTMLVideoElement | null, isMuted: boolean): void {
  if (video !== null) video.muted = isMuted;
}

/** The controls of a video that somebody turned; they stand as the window does. */
export function VideoControls({ video }: { readonly video: RefObject<HTMLVideoElement | null> }) {
  const [state, setState] = useState<Playing>({ at: 0, length: null, isPaused: true, isMuted: false });
  useEffect(() => {
    const node = video.current;
    if (node === null) return undefined;
    const read = (): void => {
      setState(stateOf(node));
    };
    read();
    for (const event of events) node.addEventListener(event, read);
    return () => {
      for (const event of events) node.removeEventListener(event, read);
    };
  }, [video]);
  const { at, length, isPaused, isMuted } = state;
  return (
    <div
      className="viewer-controls"
      role="group"
      aria-label={messages.viewer.videoControls}
      data-testid="video-controls"
    >
      <IconButton
        label={isPaused ? messages.viewer.playVideo : messages.viewer.pauseVideo}
        shortcut="Space"
        onPress={() => {
          togglePlaying(video.current);
        }}
      >
        {isPaused ? <Play size={18} /> : <Pause size={18} />}
      </IconButton>
      <span className="viewer-controls-time">
        {length === null ? formatLength(at * 1000) : `${formatLength(at * 1000)} / ${formatLength(length * 1000)}`}
      </span>
      {length === null ? null : (
        <Slider
          label={messages.viewer.videoPosition}
          value={Math.min(at, length)}
          min={0}
          max={length}
          step={0.1}
          onChange={(seconds) => {
            seek(video.current, seconds);
          }}
        />
      )}
      <IconButton
        label={isMuted ? messages.viewer.soundOn : messages.viewer.soundOff}
        shortcut="M"
        onPress={() => {
          setMuted(video.current, !isMuted);
        }}
      >
        {isMuted ? <VolumeX size={18} /> : <Volume2 size={18} />}
      </IconButton>
    </div>
  );
}
