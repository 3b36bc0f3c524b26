export { call, CallError, onEvent, pathForFile, toAppError, tryCall } from './client.js';
export { mostFilesOut } from '../../preload/contract/api.js';
export type { AppInfo } from '../../preload/contract/api.js';
export type { AppError, ErrorCode, Result } from '../../preload/contract/errors.js';
export { languageChoices } from '../../preload/contract/language.js';
export type { Language, LanguageChoice } from '../../preload/contract/language.js';
export { language, locale, said } from './language.js';
export {
  commandIds,
  commandsOfSelection,
  isMarkCommand,
  keysOf,
  marksOfCommand,
} from '../../preload/contract/commands.js';
export type { CommandId, MarkCommand } from '../../preload/contract/commands.js';
export type { ChangeTopic, JobEnd } from '../../preload/contract/events.js';
export {
  isShownAsItIs,
  isShownAsNamed,
  originalUrl,
  exifThumbnailUrl,
  motionUrl,
  renditionUrl,
  thumbnailUrl,
} from '../../preload/contract/media.js';
export { blurPixels } from '../../preload/contract/blur.js';
export { colourLabels, flags, markShift, packMarks, unpackMarks } from '../../preload/contract/marks.js';
export type { ColourLabel, Flag, MarkField, Marks, Rating } from '../../preload/contract/marks.js';
export { hotKeys, tagColours } from '../../preload/contract/tag-details.js';
export type { HotKey, TagColour } from '../../preload/contract/tag-details.js';
export {
  LEVEL_SEPARATOR,
  lastLevelOf,
  levelsOf,
  parentNameOf,
  tagMeantBy,
  typedLevels,
} from '../../preload/contract/tag-path.js';
export { withChanges } from '../../preload/contract/grid-update.js';
export { GridFlag } from '../../preload/contract/model.js';
export type {
  AlbumId,
  AlbumSummary,
  AmbiguityId,
  AmbiguousTag,
  Availability,
  Backup,
  BackupDifference,
  CalendarYear,
  CaptureTime,
  ContentHash,
  DatabaseCheck,
  DuplicateGroup,
  Edit,
  EditAction,
  EditId,
  EditOutcome,
  EmbeddedField,
  EmbeddedText,
  FacetCount,
  FileKeyword,
  GridBounds,
  GridDetail,
  GridModel,
  GridOrder,
  GridSection,
  GridSectionKey,
  GridView,
  Health,
  Insight,
  IgnorePreview,
  InsightFact,
  InsightId,
  JobId,
  LibraryId,
  LeftOut,
  LibraryRemovalPreview,
  LibrarySummary,
  ListedTag,
  LineageId,
  LineageStep,
  LocationId,
  LossGuard,
  MapPoints,
  MediaKind,
  OffsetSource,
  OfferedTag,
  OrphanGroup,
  PhotoDetails,
  PhotoFacts,
  PhotoTag,
  PhotoTagChange,
  QuarterTurns,
  Place,
  Preview,
  ReplacedFile,
  Salvage,
  ScanReport,
  SearchCount,
  SearchFacets,
  SearchNotes,
  SearchValues,
  SelectionAlbum,
  SelectionTag,
  SelfCheck,
  Sidecar,
  SilentChange,
  StartState,
  TagEdit,
  TagEditPreview,
  TagSuggestion,
  TagId,
  TagScope,
  TagSummary,
  TagTotal,
  ViewCounts,
  VocabularyFormat,
  VocabularyPreview,
  Watching,
} from '../../preload/contract/model.js';
export {
  allOf,
  fieldNamed,
  fieldWord,
  isWordField,
  flagNames,
  keptSearch,
  labelNames,
  mediaTypes,
  notOf,
  parseSearch,
  photoStates,
  positionText,
  printSearch,
  searchFields,
  valueWord,
} from '../../preload/contract/search-query.js';
export type {
  FlagName,
  LabelName,
  MediaType,
  NameField,
  PhotoState,
  SearchField,
  SearchProblem,
  SearchQuery,
  SearchTerm,
} from '../../preload/contract/search-query.js';
export type { Activity, Progress, Trouble, WorkLimits } from '../../preload/contract/progress.js';
