import { useEffect, type RefObject } from 'react';

/** Gives a video its source and takes it away again: off the page it would be heard and read on until it is forgotten. */
export function useVideoSource(videoRef: RefObject<HTMLVideoElement | null>, url: string): void {
  useEffect(() => {
    const video = videoRef.current;
    if (video === null) return undefined;
    video.src = url;
    return () => {
      video.pause();
      video.removeAttribute('src');
      video.load();
    };
  }, [videoRef, url]);
}

/** Taking its source away is no failure of its own. */
export function hasSource(video: HTMLVideoElement): boolean {
  return video.hasAttribute('src');
}
