export { PhotoStage } from './PhotoStage.js';
export { viewerSource } from './source.js';
export type { Zoom } from './use-zoom.js';
export { hasSource, useVideoSource } from './use-video-source.js';
export { Viewer } from './Viewer.js';
export { actualScale, lookOf, panned, stateOf, wholeLook, zoomedTo } from './zoom.js';
export type { Look, Point, Sight, ZoomState } from './zoom.js';
