import { useRef, useState } from 'react';
import { messages } from '../../lib/messages.js';
import { classes } from '../../ui/index.js';
import { hasSource, useVideoSource } from './use-video-source.js';

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
  useVideoSource(videoRef, url);
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
        if (hasSource(currentTarget)) onFailed();
      }}
    >
      <track kind="captions" />
    </video>
  );
}
