import { useEffect, useRef } from 'react';
import { originalUrl, thumbnailUrl, type ContentHash, type LocationId } from '../../api/index.js';
import { hasSource, useVideoSource } from './use-video-source.js';
import { VideoControls } from './VideoControls.js';
import { videoAction, type VideoAction } from './video-keys.js';

interface VideoStageProps {
  readonly id: LocationId;
  /** Of the stored picture of it; null when there is none. */
  readonly posterHash: ContentHash | null;
  readonly name: string;
  /** Its own controls would be turned with it. */
  readonly isTurned: boolean;
  readonly onReady: () => void;
  /** It cannot be played, or there is nothing to be seen in it. */
  readonly onFailed: () => void;
}

function act(video: HTMLVideoElement, action: VideoAction): void {
  switch (action.kind) {
    case 'toggle':
      if (video.paused) video.play().catch(() => undefined);
      else video.pause();
      return;
    case 'mute':
      video.muted = !video.muted;
      return;
    case 'step':
      video.pause();
      video.currentTime += action.seconds;
      return;
    case 'skip':
      video.currentTime += action.seconds;
      return;
  }
}

/** A button takes the space bar itself; what lies over the viewer, or outside of it, takes every key. */
function isForVideo(video: HTMLVideoElement, { key, target }: KeyboardEvent): boolean {
  if (target === document.body) return true;
  if (!(target instanceof Element) || video.closest('[role="dialog"]')?.contains(target) !== true) return false;
  return key !== ' ' || target.closest('button') === null;
}

/** Plays the original from its beginning, with the stored picture until it does; ends when it is left. */
export function VideoStage({ id, posterHash, name, isTurned, onReady, onFailed }: VideoStageProps) {
  const videoRef = useRef<HTMLVideoElement>(null);
  useVideoSource(videoRef, originalUrl(id));
  useEffect(() => {
    const video = videoRef.current;
    if (video === null) return;
    const handleKey = (event: KeyboardEvent): void => {
      const action = videoAction(event);
      if (action === null || !isForVideo(video, event)) return;
      // Before the controls of the video itself, which know other keys.
      event.preventDefault();
      act(video, action);
    };
    window.addEventListener('keydown', handleKey, { capture: true });
    return () => {
      window.removeEventListener('keydown', handleKey, { capture: true });
    };
  }, []);
  return (
    <>
      <video
        ref={videoRef}
        className="viewer-video"
        {...(posterHash === null ? {} : { poster: thumbnailUrl(posterHash) })}
        controls={!isTurned}
        controlsList="nodownload noremoteplayback"
        disablePictureInPicture
        disableRemotePlayback
        autoPlay
        aria-label={name}
        onLoadedMetadata={({ currentTarget }) => {
          if (currentTarget.videoWidth === 0) onFailed();
        }}
        onLoadedData={onReady}
        onError={({ currentTarget }) => {
          if (hasSource(currentTarget)) onFailed();
        }}
      >
        <track kind="captions" />
      </video>
      {isTurned ? <VideoControls video={videoRef} /> : null}
    </>
  );
}
