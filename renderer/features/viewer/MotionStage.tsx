import { useEffect, useRef, useState } from 'react';
import { messages } from '../../lib/messages.js';
import { classes } from '../../ui/index.js';

interface MotionStageProps {
  readonly url: string;
  readonly isMuted: boolean;
  /** It came to its end. */
  readonly onEnd: () => void;
  /** It cannot be played, or there is nothing to be seen in it. */
  readonly onFailed: () => void;
}

/** Plays the video of a photo over its picture, once; what is below stays in sight until it plays. */
export function MotionStage({ url, isMuted, onEnd, onFailed }: MotionStageProps) {
  const videoRef = useRef<HTMLVideoElement>(null);
  const [isPlaying, setIsPlaying] = useState(false);
  useEffect(() => {
    const video = videoRef.current;
    if (video === null) return undefined;
    video.src = url;
    return () => {
      // Off the page it would be heard and read on until it is forgotten.
      video.pause();
      video.removeAttribute('src');
      video.load();
    };
  }, [url]);
  return (
    <video
      ref={videoRef}
      className={classes('viewer-motion', isPlaying && 'viewer-motion-playing')}
      data-testid="motion"
      aria-label={messages.viewer.motion}
      muted={isMuted}
      autoPlay
      playsInline
      disablePictureInPicture
      disableRemotePlayback
      onLoadedMetadata={({ currentTarget }) => {
        if (currentTarget.videoWidth === 0) onFailed();
      }}
      onPlaying={() => {
        setIsPlaying(true);
      }}
      onEnded={onEnd}
      onError={({ currentTarget }) => {
        // Taking its source away is no failure of its own.
        if (currentTarget.hasAttribute('src')) onFailed();
      }}
    >
      <track kind="captions" />
    </video>
  );
}
