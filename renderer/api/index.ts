export { call, CallError, onEvent, pathForFile, toAppError, tryCall } from './client.js';
export type { AppInfo } from '../../preload/contract/api.js';
export type { AppError, ErrorCode, Result } from '../../preload/contract/errors.js';
export type { ChangeTopic, JobEnd, MenuCommand } from '../../preload/contract/events.js';
export { originalUrl, thumbnailUrl } from '../../preload/contract/media.js';
export { GridFlag } from '../../preload/contract/model.js';
export type {
  Availability,
  CaptureTime,
  ContentHash,
  Edit,
  EditAction,
  EditId,
  EditOutcome,
  GridDetail,
  GridModel,
  GridView,
  Insight,
  InsightFact,
  InsightId,
  JobId,
  LibraryId,
  LibraryRemovalPreview,
  LibrarySummary,
  LineageStep,
  LocationId,
  MediaKind,
  PhotoDetails,
  PhotoFacts,
  PhotoTag,
  PhotoTagChange,
  Place,
  Preview,
  ScanReport,
  SelectionTag,
  TagEdit,
  TagId,
  TagScope,
  TagSummary,
  ViewCounts,
} from '../../preload/contract/model.js';
export type { Activity, Progress } from '../../preload/contract/progress.js';
