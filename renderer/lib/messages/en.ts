/** Every text the user reads, in English. Each text is written in every language: what is added here is asked for in `de.ts`. */
import type {
  ColourLabel,
  CommandId,
  EmbeddedField,
  Flag,
  LanguageChoice,
  Marks,
  OffsetSource,
  Rating,
} from '../../api/index.js';
import { formatCount, plural } from '../format.js';
import { isolatedName, visibleName } from '../visible-name.js';

const photos = (count: number): string => plural(count, 'photo', 'photos');
const files = (count: number): string => plural(count, 'file', 'files');
const tags = (count: number): string => plural(count, 'tag', 'tags');
/** Names of tags in one line. */
const mostNamed = 5;
/** After the name of one: “ and 2 other tags”. */
const andTags = (others: number): string => (others === 0 ? '' : ` and ${plural(others, 'other tag', 'other tags')}`);

const starWords = (rating: number): string => plural(rating, 'star', 'stars');
const colourNames = {
  red: 'Red',
  orange: 'Orange',
  yellow: 'Yellow',
  green: 'Green',
  blue: 'Blue',
  purple: 'Purple',
} satisfies Record<ColourLabel, string>;
const flagNames = { picked: 'Picked', rejected: 'Rejected' } satisfies Record<Flag, string>;

/** Of several marks that one edit set: “4 stars, picked, red”. */
function markWords({ rating, flag, label }: Partial<Marks>): string {
  return [
    rating === undefined ? null : rating === 0 ? 'no stars' : starWords(rating),
    flag === undefined ? null : flag === null ? 'no flag' : flagNames[flag].toLowerCase(),
    label === undefined ? null : label === null ? 'no colour label' : colourNames[label].toLowerCase(),
  ]
    .filter((part) => part !== null)
    .join(', ');
}

/** “Rated 12 photos 4 stars”. */
const marksDone = (marks: Partial<Marks>, count: number): string => {
  if (Object.keys(marks).length > 1) return `Marked ${photos(count)}: ${markWords(marks)}`;
  const { rating, flag, label } = marks;
  if (rating !== undefined) {
    return rating === 0 ? `Took the stars off ${photos(count)}` : `Rated ${photos(count)} ${starWords(rating)}`;
  }
  if (flag !== undefined) return `${flag === null ? 'Unflagged' : flagNames[flag]} ${photos(count)}`;
  if (label === undefined || label === null) return `Took the colour label off ${photos(count)}`;
  return `Labelled ${photos(count)} ${colourNames[label].toLowerCase()}`;
};

/** “4 stars on 12 photos”. */
const marksNamed = (marks: Partial<Marks>, count: number): string => {
  if (Object.keys(marks).length > 1) return `${markWords(marks)} on ${photos(count)}`;
  const { rating, flag, label } = marks;
  if (rating !== undefined) {
    return rating === 0 ? `removal of the stars of ${photos(count)}` : `${starWords(rating)} on ${photos(count)}`;
  }
  if (flag === null) return `removal of the flag of ${photos(count)}`;
  if (flag !== undefined) return `${flag === 'picked' ? 'pick' : 'rejection'} of ${photos(count)}`;
  if (label === undefined || label === null) return `removal of the colour label of ${photos(count)}`;
  return `label ${colourNames[label].toLowerCase()} on ${photos(count)}`;
};

export const en = {
  appName: 'Keepsight',

  view: {
    all: 'All photos',
    untagged: 'Untagged',
    missing: 'Missing',
    problems: 'Problems',
    unreadable: 'Unreadable files',
    duplicates: 'Duplicates',
    replaced: 'Replaced files',
    ambiguous: 'Ambiguous tags',
    changed_silently: 'Silently changed files',
    title: (photoCount: number) => photos(photoCount),
    selected: (count: number) => `${formatCount(count)} selected`,
    size: 'Thumbnail size',
    showSidebar: 'Show sidebar',
    hideSidebar: 'Hide sidebar',
    showInspector: 'Show inspector',
    hideInspector: 'Hide inspector',
    clearSelection: 'Clear selection',
  },

  sidebar: {
    label: 'Places and tags',
    libraries: 'Libraries',
    tags: 'Tags',
    addLibrary: 'Add a library',
    settings: 'Settings',
    filterTags: 'Filter tags',
    noTags: 'Press T on a photo to give it its first tag.',
    noTagMatches: 'No tag of that name.',
    open: (tag: string) => `Show the tags below ${tag}`,
    close: (tag: string) => `Hide the tags below ${tag}`,
    libraryItem: (name: string, count: number, state: string) => `${name}, ${photos(count)}, ${state}`,
    item: (name: string, count: number | null) => (count === null ? name : `${name}, ${photos(count)}`),
  },

  grid: {
    label: 'Photos',
    position: 'Position',
    scrubber: 'Date',
    monthCount: (count: number) => photos(count),
    selectMonth: (month: string) => `Select ${month}`,
    select: 'Select',
    video: (length: string | null) => (length === null ? 'Video' : `Video, ${length}`),
    tile: (name: string, date: string) => (name === '' ? date : `${name}, ${date}`),
    tilePending: 'not read yet',
    tileMissing: 'missing',
    unsupported: 'No preview',
    damaged: 'This file is damaged',
    missing: 'File is missing',
    withRaw: 'With a RAW file',
    withVideo: 'With a video',
    motion: 'Motion photo',
    rawBadge: 'RAW',
    liveBadge: 'LIVE',
    places: (count: number) => `In ${formatCount(count)} places`,
    placesBadge: (count: number) => (count >= 255 ? '×255+' : `×${String(count)}`),
    loadFailed: 'The photos could not be listed',
    retry: 'Try again',
    loading: 'Loading photos',
  },

  empty: {
    welcome: 'Your photos, as they are',
    welcomeText:
      'Choose a folder and Keepsight shows what is in it. Your files stay where they are and are never changed; tags and insights follow each photo even when its file is moved, renamed or copied.',
    choose: 'Choose a folder…',
    typePath: 'Type a path instead',
    dropHint: 'or drop a folder here',
    drop: 'Drop the folder to add it as a library',
    scanning: 'Looking for photos',
    scanningText: (found: number) =>
      found === 0 ? 'The first photos appear in a moment.' : `${files(found)} found so far.`,
    nothing: 'No photos here',
    nothingAll: 'The folders you added hold no photos or videos Keepsight knows. Add another folder, or put photos in.',
    nothingLibrary: 'This library holds no photos or videos Keepsight knows.',
    nothingTag: 'No photo bears this tag any more.',
    nothingTagMissing:
      'The photos with this tag are missing, or their library was removed. They keep it, and show up here when their files are found again.',
    nothingUntagged: 'Every photo has a tag',
    nothingUntaggedText: 'New photos without a tag will show up here.',
    nothingMissing: 'Nothing is missing',
    nothingMissingText: 'Every photo has at least one file where it was last seen.',
    nothingProblems: 'No problems',
    nothingProblemsText: 'Every file could be read and shown.',
    nothingUnreadable: 'Every file could be read',
    nothingUnreadableText: 'Damaged files, and files the system does not let Keepsight read, show up here.',
    nothingDuplicates: 'No duplicates',
    nothingDuplicatesText: 'Every photo is kept in one file only.',
    nothingReplaced: 'No file was replaced',
    nothingReplacedText: 'Files whose new content is plainly another photo show up here until you decide.',
    nothingAmbiguous: 'No tag is ambiguous',
    nothingAmbiguousText: 'Photos that an older tag may have meant show up here until you decide.',
    nothingSilent: 'No file has changed silently',
    nothingSilentText: 'Every file that was read again still has the content it had.',
    offline: (name: string) => `${name} is not available`,
    offlineNothing: 'No photo of it is known yet.',
    scanNow: 'Scan now',
    addAnother: 'Add a library…',
    openSettings: 'Open settings',
  },

  activity: {
    label: 'Activity',
    scan: (name: string) => `Scanning ${name}`,
    glance: (name: string) => `Dates and sizes of ${name}`,
    read: (name: string) => `Reading ${name}`,
    metadata: (name: string) => `Details of ${name}`,
    poster: (name: string) => `Pictures of the videos in ${name}`,
    verify: (name: string) => `Verifying ${name}`,
    insights: 'Writing insights',
    unknownLibrary: 'a library',
    of: (done: number, total: number | null) =>
      total === null ? formatCount(done) : `${formatCount(done)} of ${formatCount(total)}`,
    rate: (perSecond: number) => `${formatCount(Math.max(1, Math.round(perSecond)))}/s`,
    left: (time: string) => `${time} left`,
    cancelScan: (name: string) => `Stop scanning ${name}`,
    cancelJob: 'Stop writing insights',
    cancelVerification: 'Stop verifying',
    pause: 'Pause reading',
    resume: 'Resume reading',
    paused: 'Reading is paused',
    waitsForMains: 'Waiting for mains power',
    show: 'Details',
  },

  work: {
    title: 'Background work',
    intro:
      'New files are listed first, then their dates and sizes are looked up, then each is read. What you look at goes first.',
    running: 'Running now',
    nothing: 'Nothing is running. New and changed files are read as they come.',
    paused: (waiting: number) =>
      waiting === 0 ? 'Reading is paused.' : `Reading is paused. ${plural(waiting, 'file waits', 'files wait')}.`,
    onBattery: (waiting: number) =>
      waiting === 0
        ? 'On battery: new files will be read on mains power.'
        : `On battery: ${plural(waiting, 'file waits', 'files wait')} for mains power.`,
    limits: 'Limits',
    oneCore: 'Use one core only',
    oneCoreText: 'Slower, and quieter: one file at a time.',
    onlyOnMains: 'Only on mains power',
    onlyOnMainsText: 'On battery, files are listed and wait to be read. Tagging and browsing go on.',
    unreadable: 'Could not be read',
    unreadableText: (count: number) =>
      `${plural(count, 'file', 'files')} could not be read. Each says why in its details. A file that changes is tried again by itself.`,
    showUnreadable: 'Show them',
    tryAgain: 'Try again',
    tryingAgain: 'Scanning all libraries; what could not be read is tried again',
  },

  inspector: {
    label: 'Inspector',
    nothing: 'Select a photo to see what is known about it.',
    openViewer: 'Open photo',
    preview: 'Preview',
    facts: 'Facts',
    places: 'Places',
    history: 'Insight history',
    loadFailed: 'The details could not be loaded.',
    selection: (count: number) => `${photos(count)} selected`,
    captured: 'Captured',
    dateFromFileName: 'Date from the file’s name',
    dateFromFileTime: 'Date from when the file was last changed',
    zoneUnknown: 'Time zone unknown',
    /** By where the offset is known from; one that is written with the time needs no word. */
    zoneFrom: {
      offset_tag: null,
      gps_time: 'Time zone from the GPS clock',
      gps_place: 'Time zone from where it was taken',
      camera: 'Time zone from the camera’s setting',
      utc: 'Time zone unknown, this is UTC',
      history: 'Time zone from the camera’s other photos of that day',
    } satisfies Record<OffsetSource, string | null>,
    camera: 'Camera',
    lens: 'Lens',
    exposure: 'Exposure',
    length: 'Length',
    motion: 'Motion photo',
    motionText: 'Motion photo, with a video in the file',
    dimensions: 'Dimensions',
    size: 'Size',
    type: 'Type',
    coordinates: 'Location',
    fileName: 'File name',
    alsoIn: (count: number) =>
      count === 1 ? 'Only in this place' : `Also in ${plural(count - 1, 'more place', 'more places')}`,
    inPlaces: (count: number) => `Also in ${formatCount(count)} places`,
    oneplace: 'In one place',
    showInFolder: 'Show in folder',
    showPathInFolder: (path: string) => `Show ${isolatedName(path)} in folder`,
    files: (count: number) => `${formatCount(count)} files, one photo`,
    openFile: (name: string) => `Open ${isolatedName(name)}`,
    fileKinds: { image: 'Picture', raw: 'RAW', video: 'Video', other: 'File' },
    sidecar: 'Sidecar file',
    sidecars: 'Sidecar files',
    placeMissing: 'Missing',
    placeUnconfirmed: 'Not found at the last look',
    placeOffline: 'Library offline',
    placeSuspect: 'Library not trusted',
    pendingPreview: 'Not read yet',
    thisCopy: 'this copy',
    onlyHere: 'Only here:',
    formerVersions: 'Earlier versions',
    lineage: {
      edited: (when: string) => `Edited from an earlier version on ${when}`,
      replaced: (when: string) => `Replaced another photo on ${when}`,
    },
    lineageNote: {
      edited: 'Tags and insights went with it.',
      replaced: 'Nothing of that photo was carried over.',
    },
    showFormer: { edited: 'Show the earlier version', replaced: 'Show the other photo' },
    tagOnlyAt: (tag: string, library: string, path: string) =>
      `Tag ${tag}, only on ${library} / ${isolatedName(path)}: options`,
    placeChangedSilently: 'Its bytes changed, while its size and time did not. Health says what can be done.',
  },

  embedded: {
    heading: 'From the file',
    fields: {
      title: 'Title',
      description: 'Description',
      keyword: 'Keywords',
      keyword_path: 'Keyword paths',
      person: 'People',
      place: 'Place',
      rating: 'Rating',
      label: 'Label',
      creator: 'Creator',
      copyright: 'Copyright',
    } satisfies Record<EmbeddedField, string>,
    from: (tags: string) => `From ${tags}`,
    more: (count: number) => `${formatCount(count)} more`,
    wholeText: 'Whole text',
  },

  tags: {
    heading: 'Tags',
    add: 'Add a tag',
    remove: (name: string) => `Remove tag ${name}`,
    addToAll: (name: string) => `Add tag ${name} to all selected`,
    onSome: (some: number, all: number) => `on ${formatCount(some)} of ${formatCount(all)}`,
    create: (name: string) => `Create “${name}”`,
    suggestions: 'Matching tags',
    why: {
      day: 'same day',
      place: 'same place',
      recent: 'used lately',
      with: (tag: string) => `goes with ${tag}`,
    },
    count: (count: number) => photos(count),
    options: (name: string, scope: string | null) =>
      scope === null ? `Tag ${name}: options` : `Tag ${name}, ${scope}: options`,
    thisCopy: 'only this copy',
    toAll: (count: number) => `applies to all ${formatCount(count)} places`,
    allPlaces: (count: number) => `Tags apply to all ${formatCount(count)} places of this photo.`,
    allPlacesBut: (count: number) =>
      `Tags apply to all ${formatCount(count)} places of this photo, but for those marked “only this copy”.`,
    onlyCopy: 'Only this copy',
    onlyPlace: (library: string, path: string) => `Only ${library} / ${isolatedName(path)}`,
    everyPlace: (count: number) => (count < 2 ? 'Every copy of this photo' : `All ${formatCount(count)} places`),
    removeIt: 'Remove',
    showTagged: 'Show photos with this tag',
    history: 'History of this tag',
    more: (name: string) => `More for ${name}`,
    scopeSet: {
      copy: (name: string) => `“${name}” applies to one copy only`,
      photo: (name: string) => `“${name}” applies to all places of this photo`,
    },
    copied: (names: readonly string[]) =>
      names.length === 1
        ? `Copied the tag “${names[0] ?? ''}”`
        : `Copied ${tags(names.length)}: ${names.slice(0, mostNamed).join(', ')}${names.length > mostNamed ? ' …' : ''}`,
    noneToCopy: (count: number) =>
      count === 1 ? 'This photo bears no tag.' : 'There is no tag that all of these photos bear.',
    nothingCopied: (keys: string) => `No tags were copied yet. Press ${keys} on a photo that bears some.`,
    allBorne: 'Every selected photo bears these tags already.',
    already: (name: string) => `Already tagged “${name}”`,
    selectToCopy: 'Select a photo first, to copy its tags or to paste some.',
    selectFirst: 'Select a photo first, then press T to tag it.',
    choose: 'Choose a tag',
    noneOfThatName: 'No tag of that name.',
  },

  marks: {
    heading: 'Marks',
    rating: (rating: Rating | 'mixed') =>
      rating === 'mixed' ? 'Rating, different ones' : rating === 0 ? 'Rating, none' : `Rating, ${starWords(rating)}`,
    stars: (rating: number) => starWords(rating),
    flags: (flag: Flag | null | 'mixed') =>
      flag === 'mixed' ? 'Flag, different ones' : flag === null ? 'Flag, none' : `Flag, ${flagNames[flag]}`,
    flag: flagNames,
    labels: (label: ColourLabel | null | 'mixed') =>
      label === 'mixed'
        ? 'Colour label, different ones'
        : label === null
          ? 'Colour label, none'
          : `Colour label, ${colourNames[label]}`,
    label: colourNames,
    mixed: 'mixed',
    selectFirst: 'Select a photo first, to mark it.',
    goesOn: {
      on: 'After a mark, the next photo is selected.',
      off: 'After a mark, the photo stays selected.',
    },
  },

  filter: {
    title: 'Filter by marks',
    show: 'Show the filter bar',
    hide: 'Hide the filter bar',
    rating: 'At least so many stars',
    atLeast: (rating: number) => `At least ${starWords(rating)}`,
    flag: 'Flag',
    flags: { picked: 'Picked', none: 'Without a flag', rejected: 'Rejected' },
    hideRejected: 'Hide rejected',
    label: 'Colour label',
    noLabel: 'No label',
    clear: 'Show all again',
    nothing: 'No photo fits',
    nothingText: 'No photo here has marks like these.',
  },

  albums: {
    heading: 'Albums',
    create: 'New album',
    none: 'Press B on a photo to put it into an album.',
    createTitle: 'New album',
    createDo: 'Create',
    nameField: 'Name of the album',
    rename: 'Rename…',
    renameTitle: (name: string) => `Rename “${name}”`,
    renameDo: 'Rename',
    remove: 'Delete…',
    removeTitle: (name: string) => `Delete “${name}”?`,
    removeText: (count: number) =>
      count === 0
        ? 'The album is empty. It can be brought back.'
        : `${plural(count, 'photo stays', 'photos stay')} in the library; only the album goes, and can be brought back.`,
    removeDo: 'Delete',
    addSelection: 'Add the selected photos',
    addTitle: (count: number) => `Add ${photos(count)} to an album`,
    addField: 'Name of an album, known or new',
    addHint: 'Type a name for the first album.',
    createNamed: (name: string) => `Create “${name}”`,
    allIn: (name: string, count: number) =>
      count === 1 ? `The photo is in “${name}” already.` : `The photos are in “${name}” already.`,
    selectFirst: 'Select a photo first, then press B to put it into an album.',
    selectToRemove: 'Select the photos that are to leave the album.',
    empty: 'No photos in this album',
    emptyText:
      'Drag photos onto it in the sidebar, or press B on them. Those of libraries that are away show up when they are back.',
    gone: 'this album no longer exists',
    cancel: 'Cancel',
  },

  tagManager: {
    title: 'Tags',
    item: 'Manage tags',
    intro:
      'Rename, move, merge and delete tags; drag one onto another to put it below that. Photos follow at once, in every library, and each step can be taken back.',
    list: 'All tags',
    filter: 'Filter by name',
    onlyUnused: 'Only unused',
    sortBy: { name: 'Name', photos: 'Photos' },
    sortLabel: (by: string, isDescending: boolean) =>
      `Sort by ${by.toLowerCase()}${isDescending ? ', most first' : ''}`,
    count: (all: number, unused: number) => (unused === 0 ? tags(all) : `${tags(all)}, ${formatCount(unused)} unused`),
    shown: (shown: number, all: number) => `${formatCount(shown)} of ${tags(all)}`,
    selected: (count: number) => `${tags(count)} selected`,
    unused: 'unused',
    noFiles: 'no file left',
    photoCount: photos,
    none: 'No tags yet',
    noneText: 'Press T on a photo to give it its first tag.',
    noMatch: 'No tag fits',
    noMatchText: 'Change the filter to see others.',
    noUnused: 'Every tag is in use',
    noUnusedText: 'Tags that no photo bears any more are listed here.',
    rename: 'Rename…',
    merge: 'Merge into…',
    remove: 'Delete…',
    renameTitle: (name: string) => `Rename “${name}”`,
    renameField: 'New name',
    renameText: (count: number) =>
      count === 0 ? 'No photo bears it now.' : `${photos(count)} will bear the new name.`,
    renameHint: 'With a / in it, the name says below which tag it stands: Places/Lisbon.',
    renameDo: 'Rename',
    move: 'Move to…',
    moveTitle: (name: string, count: number) => (count === 1 ? `Move “${name}”` : `Move ${tags(count)}`),
    moveField: 'Move below',
    moveDo: 'Move',
    top: 'Top level',
    moveText: (name: string, count: number, to: string | null) => {
      const what = count === 1 ? `“${name}” will stand` : `${tags(count)} will stand`;
      return `${what} ${to === null ? 'at the top' : `below “${to}”`}, with all that is below ${count === 1 ? 'it' : 'them'}.`;
    },
    belowLegend: 'Tags below',
    withBelow: (count: number) => `Delete the ${plural(count, 'tag', 'tags')} below it as well`,
    liftBelow: (count: number) =>
      count === 1 ? 'Keep the tag below it: it moves up' : 'Keep the tags below it: they move up',
    drag: (name: string) => `Drag ${name}`,
    dragged: (names: readonly string[]) => (names.length === 1 ? (names[0] ?? '') : tags(names.length)),
    expand: (name: string) => `Show what is below ${name}`,
    mergeInstead: (name: string) => `Merge into “${name}”…`,
    mergeTitle: (name: string, count: number) => (count === 1 ? `Merge “${name}”` : `Merge ${tags(count)}`),
    mergeField: 'Merge into',
    mergeText: (all: number, both: number, into: string) => {
      if (all === 0) return 'No photo has to be changed: only the name goes.';
      const gaining = all - both;
      const gain = gaining === 0 ? 'No photo gets a new tag' : `${photos(gaining)} will bear “${into}” instead`;
      return both === 0 ? `${gain}.` : `${gain}; ${formatCount(both)} of ${formatCount(all)} already do.`;
    },
    mergeDo: 'Merge',
    removeTitle: (name: string, count: number) => (count === 1 ? `Delete “${name}”?` : `Delete ${tags(count)}?`),
    removeText: (all: number, withoutOther: number) => {
      if (all === 0) return 'No photo has to be changed.';
      const loss = `Taken off ${photos(all)}`;
      return withoutOther === 0 ? `${loss}.` : `${loss}, of which ${formatCount(withoutOther)} will have no tag left.`;
    },
    removeKept: 'Your files are not touched, and it can be taken back at any time.',
    andMore: (count: number) => `and ${formatCount(count)} more`,
    removeDo: 'Delete',
    cancel: 'Cancel',
    clear: 'Clear the selection',
  },

  edits: {
    undo: 'Undo',
    redo: 'Redo',
    takeBack: 'Take back',
    doAgain: 'Do again',
    nothingToUndo: 'There is nothing to undo.',
    nothingToRedo: 'There is nothing to redo.',
    anAlbum: 'an album',
    aTag: 'a tag',
    untitled: 'without a title',
    done: {
      tag_added: (tag: string, count: number, others: number) => `Tagged ${photos(count)} “${tag}”${andTags(others)}`,
      tag_removed: (tag: string, count: number, others: number) =>
        `Removed “${tag}”${andTags(others)} from ${photos(count)}`,
      tag_narrowed: (tag: string, count: number) =>
        `“${tag}” applies to one copy only, of ${photos(count)} with several places`,
      tag_widened: (tag: string, count: number) => `“${tag}” applies to all places of ${photos(count)}`,
      insight_deleted: (title: string) => `Deleted the insight “${title}”`,
      insight_restored: (title: string) => `Brought back the insight “${title}”`,
      tag_renamed: (from: string, to: string) => `Renamed the tag “${from}” to “${to}”`,
      tag_moved: (from: string, others: number, to: string) => `Moved the tag “${from}”${andTags(others)} to “${to}”`,
      tag_deleted: (tag: string, others: number) => `Deleted the tag “${tag}”${andTags(others)}`,
      tag_restored: (tag: string, others: number) => `Brought back the tag “${tag}”${andTags(others)}`,
      tag_merged: (tag: string, others: number, into: string) =>
        `Merged the tag “${tag}”${andTags(others)} into “${into}”`,
      tag_unmerged: (tag: string, others: number, into: string) =>
        `Took the tag “${tag}”${andTags(others)} out of “${into}” again`,
      album_created: (name: string, count: number) =>
        count === 0 ? `Created the album “${name}”` : `Created the album “${name}” with ${photos(count)}`,
      album_renamed: (from: string, to: string) => `Renamed the album “${from}” to “${to}”`,
      album_deleted: (name: string) => `Deleted the album “${name}”`,
      album_photos_added: (name: string, count: number) => `Added ${photos(count)} to “${name}”`,
      album_photos_removed: (name: string, count: number) => `Took ${photos(count)} out of “${name}”`,
      album_photos_moved: (name: string, count: number) => `Moved ${photos(count)} within “${name}”`,
      marks_set: marksDone,
    },
    named: {
      tag_added: (tag: string, count: number, others: number) => `tag “${tag}”${andTags(others)} on ${photos(count)}`,
      tag_removed: (tag: string, count: number, others: number) =>
        `removal of “${tag}”${andTags(others)} from ${photos(count)}`,
      tag_narrowed: (tag: string) => `“${tag}” for one copy only`,
      tag_widened: (tag: string) => `“${tag}” for all places`,
      insight_deleted: (title: string) => `deletion of the insight “${title}”`,
      insight_restored: (title: string) => `return of the insight “${title}”`,
      tag_renamed: (from: string, to: string) => `renaming of the tag “${from}” to “${to}”`,
      tag_moved: (from: string, others: number, to: string) => `move of the tag “${from}”${andTags(others)} to “${to}”`,
      tag_deleted: (tag: string, others: number) => `deletion of the tag “${tag}”${andTags(others)}`,
      tag_restored: (tag: string, others: number) => `return of the tag “${tag}”${andTags(others)}`,
      tag_merged: (tag: string, others: number, into: string) =>
        `merging of the tag “${tag}”${andTags(others)} into “${into}”`,
      tag_unmerged: (tag: string, others: number, into: string) =>
        `separation of the tag “${tag}”${andTags(others)} from “${into}”`,
      album_created: (name: string) => `creation of the album “${name}”`,
      album_renamed: (from: string, to: string) => `renaming of the album “${from}” to “${to}”`,
      album_deleted: (name: string) => `deletion of the album “${name}”`,
      album_photos_added: (name: string, count: number) => `${photos(count)} in “${name}”`,
      album_photos_removed: (name: string, count: number) => `removal of ${photos(count)} from “${name}”`,
      album_photos_moved: (name: string, count: number) => `move of ${photos(count)} within “${name}”`,
      marks_set: marksNamed,
    },
    tookBack: (what: string) => `Took back: ${what}`,
    didAgain: (what: string) => `Did again: ${what}`,
    nothingChanged: 'No photo had to be changed.',
    skipped: (count: number) => `${photos(count)} could not be brought back: no file of theirs is known any more.`,
    madeBy: {
      user: 'You',
      import: 'Imported',
      carry: 'Carried over: a file was edited, or joined the photo',
      unknown: 'From before the history was kept',
    },
  },

  history: {
    title: 'History',
    back: 'Back to the photos',
    of: (tag: string) => `History of “${tag}”`,
    intro:
      'Every change of tags, marks and albums and every deleted insight, the latest first. Each can be taken back at any time.',
    tag: 'Only this tag',
    allTags: 'All tags',
    clearTag: 'All tags again',
    today: 'Today',
    yesterday: 'Yesterday',
    list: 'Edits',
    takenBack: {
      do: (when: string) => `taken back ${when}`,
      undo: (when: string) => `done again ${when}`,
      redo: (when: string) => `taken back ${when}`,
    },
    tagGone: 'this tag no longer exists',
    showPhotos: (count: number) => (count === 1 ? 'Show photo' : 'Show photos'),
    photosOf: (what: string) => `Show the photos of: ${what}`,
    takeBackOf: (button: string, what: string) => `${button}: ${what}`,
    selected: (found: number, all: number) =>
      found === all
        ? `${photos(found)} selected`
        : `${photos(found)} selected; of the other ${formatCount(all - found)} no file is known any more.`,
    noneLeft: 'None of these photos has a file that is known any more.',
    more: 'Show older edits',
    loading: 'Loading the history',
    loadFailed: 'The history could not be loaded',
    retry: 'Try again',
    ofPhoto: 'Tag history',
    photoEmpty: 'No tag was given or taken yet.',
    showAll: 'History of all photos',
    bears: (tag: string) => `Bears “${tag}”`,
    change: {
      tag_added: (tag: string) => `Tagged “${tag}”`,
      tag_removed: (tag: string) => `Removed “${tag}”`,
      tag_narrowed: (tag: string) => `“${tag}” for one copy only`,
      tag_widened: (tag: string) => `“${tag}” for all places`,
    },
    carried: 'carried over: a file was edited, or joined the photo',
    onlyAt: (library: string, path: string) => `only ${library} / ${isolatedName(path)}`,
    wasOnlyAt: (library: string, path: string) => `before only ${library} / ${isolatedName(path)}`,
    older: (count: number) => `${formatCount(count)} older`,
    withOthers: (count: number) => `with ${plural(count, 'other photo', 'other photos')}`,
    takeBackAll: (button: string, what: string, count: number) =>
      count > 1 ? `${button} on all ${photos(count)}: ${what}` : `${button}: ${what}`,
    empty: 'Nothing was changed yet',
    emptyText: 'Press T on a photo to tag it. What you do to tags and insights will be listed here.',
    emptyTag: 'No edit of this tag',
    emptyTagText: 'It was given before the history was kept, or not at all.',
  },

  insights: {
    heading: 'Insight',
    generate: 'Generate insight',
    generateMany: 'Generate insights',
    again: 'Generate again',
    generating: 'Generating…',
    missingOnly: 'Only photos without one',
    forAll: 'Again for all',
    none: 'No insight yet.',
    basedOn: (count: number) => `Based on ${plural(count, 'fact', 'facts')}`,
    history: 'History',
    historyCount: (count: number) => plural(count, 'insight', 'insights'),
    current: 'Current',
    pinned: 'Pinned',
    pinnedTitle: 'You chose this one: it stays current until you choose another.',
    pinnedBefore: 'Pinned before',
    pinnedBeforeTitle: 'You chose this one, and another one later.',
    stale: 'Before an edit',
    staleText: 'Written for the photo before its last edit.',
    wrongClock: (when: string) => `Dated ${when}; the clock was wrong`,
    wrongClockTitle: 'This date cannot be right, so it never makes an insight the earliest.',
    pin: 'Pin',
    pinnedNow: 'Pinned: it stays current until you choose another',
    unpin: 'Unpin',
    unpinned: 'Unpinned: which insight is current was decided again',
    remove: 'Delete',
    actionOf: (action: string, title: string) => `${action}: ${title}`,
    byUser: 'asked for by you',
    byBackground: 'written in the background',
    provider: (provider: string, version: string) => `${provider}, version ${version}`,
    madeAt: (library: string, path: string) => `${library} / ${isolatedName(path)}`,
    whyCurrent: 'Shown for this photo.',
    whyCurrentPinned: 'Shown for this photo because you pinned it.',
    whyCurrentMerged: 'Shown for this photo: the earliest of the copies’ insights.',
    superseded: 'A newer insight took its place.',
    mergedWrongClock:
      'The same photo was found in two places, and the date of this insight cannot be right: the other one counts.',
    mergedLater: 'The same photo was found in two places, and the other insight is earlier.',
    notPinned: 'You pinned the other insight.',
    compare: 'Compare with current',
    compareShort: 'Compare',
    hideCompare: 'Hide comparison',
    hideCompareShort: 'Hide',
    sameText: 'Same title and text as the current one.',
    makeCurrent: 'Make current',
    madeCurrent: 'This insight is now the current one',
    added: 'added in the current one',
    removed: 'only in this one',
    started: 'Writing insights',
    selectFirst: 'Select photos first, then generate insights.',
    written: (count: number) => `${plural(count, 'insight', 'insights')} written.`,
    stoppedAfter: (done: number, total: number) =>
      `Stopped after ${plural(done, 'insight', 'insights')} of ${formatCount(total)}. What was written stays.`,
    notDescribed: (count: number) => `${photos(count)} could not be described; the log says why.`,
    allHaveOne: 'Every photo has an insight already.',
    noneWritten: 'No insights were generated.',
  },

  viewer: {
    label: (name: string) => `Photo: ${name}`,
    close: 'Close',
    previous: 'Previous photo',
    next: 'Next photo',
    position: (index: number, total: number) => `${formatCount(index)} of ${formatCount(total)}`,
    files: 'Files of this photo',
    showFile: (name: string) => `Show ${isolatedName(name)}`,
    zoomIn: 'Actual size',
    percent: (percent: number) => `${formatCount(percent)} %`,
    zoomOut: 'Fit to window',
    offline: 'The original’s library is offline. This is the stored preview.',
    missing: 'The original file is missing. This is the stored preview.',
    opening: 'Opening the whole picture…',
    openingVideo: 'Opening the video…',
    videoFailed: (hasPicture: boolean) =>
      hasPicture ? 'Keepsight cannot play this video. This is a picture of it.' : 'Keepsight cannot play this video.',
    filmstrip: 'Photos around this one',
    showFilmstrip: 'Show the photos around this one',
    hideFilmstrip: 'Hide the photos around this one',
    motion: 'Video of this photo',
    playMotion: 'Play the video of this photo',
    stopMotion: 'Stop the video',
    soundOn: 'Sound on',
    soundOff: 'Sound off',
    motionFailed: 'Keepsight cannot play the video of this photo: Chromium does not know its codec.',
    failed: 'The original could not be opened. This is the stored preview.',
    noPreview: 'There is no stored preview of this file.',
    notRead: 'This file is not read yet.',
  },

  settings: {
    title: 'Settings',
    close: 'Close settings',
    libraries: 'Libraries',
    about: 'About',
    intro: 'Folders Keepsight watches. It reads your files and never changes them.',
    choose: 'Choose folder…',
    chooseTitle: 'Choose a folder of photos',
    path: 'Folder path',
    pathPlaceholder: 'Folder path, or drop a folder here',
    name: 'Name',
    namePlaceholder: 'Name (optional)',
    add: 'Add library',
    addAnyway: 'Add all the same',
    broadQuestion: 'Add this folder all the same?',
    cancel: 'Cancel',
    none: 'No libraries yet. Choose a folder, drop one here, or paste its path.',
    rename: 'Rename',
    renameOf: (name: string) => `Rename ${name}`,
    nameOf: (name: string) => `New name of ${name}`,
    save: 'Save',
    relocate: 'Relocate…',
    relocateOf: (name: string) => `Relocate ${name}`,
    relocateText: 'Tell Keepsight where this library’s folder is now. Tags, insights and thumbnails stay.',
    relocatePath: 'New folder path',
    relocateDo: 'Relocate',
    relocateAnyway: 'Relocate all the same',
    remove: 'Remove…',
    removeOf: (name: string) => `Remove ${name}`,
    removeTitle: (name: string) => `Remove “${name}” from Keepsight?`,
    removeFiles: 'Your files are not touched.',
    removeLeaves: (locations: number) => `${plural(locations, 'file leaves', 'files leave')} the grid.`,
    removeOnlyHere: (count: number) =>
      count === 0
        ? 'Every one of its photos is in another library too, and stays in view.'
        : `${plural(count, 'photo is', 'photos are')} in no other library and will no longer be shown.`,
    removeKept: (tags: number, insights: number) =>
      tags === 0 && insights === 0
        ? 'It has no tags or insights that could be lost.'
        : `${plural(tags, 'tag assignment', 'tag assignments')} and ${plural(insights, 'insight', 'insights')} stay and come back when the same bytes are seen again.`,
    removeDo: 'Remove library',
    removed: (name: string) => `Removed “${name}”. Its files, tags and insights are kept.`,
    added: (name: string) => `Added “${name}”`,
    scanNow: 'Scan now',
    scanOf: (name: string) => `Scan ${name} now`,
    scanning: 'Scanning',
    glancing: 'Looking at dates and sizes',
    reading: 'Reading files',
    readingDetails: 'Reading details',
    takingFrames: 'Taking pictures of videos',
    verifying: 'Verifying files',
    stop: 'Stop',
    more: (name: string) => `More for ${name}`,
    insights: 'Insights',
    insightsOf: (name: string) => `Generate insights for ${name}`,
    insightsMissing: 'Insights for photos without one',
    insightsAll: 'Insights again for all photos',
    counts: (photoCount: number, locationCount: number) =>
      photoCount === locationCount ? photos(photoCount) : `${photos(photoCount)} in ${files(locationCount)}`,
    missing: (count: number) => `${formatCount(count)} missing`,
    problems: (count: number) => `${formatCount(count)} with problems`,
    backlog: (count: number) => `${formatCount(count)} to read`,
    neverScanned: 'Not scanned yet.',
    lastScan: (when: string) => `Last scan ${when}`,
    scanStopped: (when: string) => `Scan stopped ${when}`,
    scanInterrupted: (when: string) => `Scan interrupted ${when}; it goes on with the next one`,
    scanSeen: (count: number) => `${files(count)} seen`,
    scanAdded: (count: number) => `${formatCount(count)} new`,
    scanChanged: (count: number) => `${formatCount(count)} changed`,
    scanMoved: (count: number) => `${formatCount(count)} moved`,
    scanMissing: (count: number) => `${formatCount(count)} missing`,
    scanNothing: 'nothing changed',
    watched: 'Watched: changes show at once',
    polled: (pause: string | null, reason: string) =>
      pause === null ? `Not watched: ${reason}` : `Looked at every ${pause}: ${reason}`,
    pollReason: {
      network: 'network drive',
      limit: 'the system watches no more folders',
      failed: 'the system cannot watch it',
    },
    ignore: 'Ignore files…',
    ignoreOf: (name: string) => `What ${name} ignores, one pattern a line`,
    ignoreText:
      'One pattern a line, as in a .gitignore file. Files that match leave Keepsight’s lists. They stay on the disk, and their tags and insights are kept for when they come back.',
    ignorePlaceholder: '*.tif\nexports/\n2019/drafts/**',
    ignoreCounting: 'Counting…',
    ignoreNone: 'None of the listed files would leave. Files that are ignored no more come back with the next scan.',
    ignoreLeaving: (count: number) => `${files(count)} would leave the lists.`,
    ignoreExamples: (paths: readonly string[], hasMore: boolean) =>
      `Among them: ${paths.join(', ')}${hasMore ? ' and others' : ''}`,
    ignoreSaved: (name: string) => `What “${name}” ignores was saved`,
    ignores: (patterns: readonly string[]) =>
      `Ignores ${patterns.slice(0, 4).join(', ')}${patterns.length > 4 ? ` and ${formatCount(patterns.length - 4)} more` : ''}`,
    leftOut: (count: number) => `${plural(count, 'item was', 'items were')} left out.`,
    leftOutWhy: 'See why',
    leftOutWhyOf: (name: string) => `See what was left out of ${name}, and why`,
    unreadableMore: (count: number) => `and ${formatCount(count)} more`,
    overlapWith: (name: string) => `Overlaps with the library “${name}”.`,
    general: 'General',
    language: 'Language',
    languageText:
      'The window is loaded anew in the language that is chosen. Insights that were written already stay as they are.',
    /** Each by its own name, so that everybody finds theirs. */
    languages: { system: 'As the system', en: 'English', de: 'Deutsch' } satisfies Record<LanguageChoice, string>,
    version: 'Version',
    runtime: 'Electron',
    platform: 'System',
    dataFolder: 'Data folder',
    dataFolderText: 'The database and the thumbnails live here. Your photos do not.',
  },

  health: {
    title: 'Health',
    item: (count: number) =>
      count === 0 ? 'Health' : `Health, ${plural(count, 'thing needs a look', 'things need a look')}`,
    back: 'Back to Health',
    loading: 'Looking at how things are',
    loadFailed: 'The state of things could not be read',
    listFailed: 'The list could not be read.',
    retry: 'Try again',
    more: 'Show more',
    showPhotos: 'Show photos',
    showPhotosOf: (about: string) => `Show photos: ${about}`,
    showPathInFolder: (path: string) => `Show ${path} in folder`,
    inLibrary: (library: string, path: string) => `${library} / ${isolatedName(path)}`,

    well: 'Everything is well',
    wellText: 'Nothing waits for your word, and every file that was looked at is sound.',
    quiet: 'Nothing waits for your word',
    quietText: (parts: string) => `Good to know: ${parts}.`,
    needLook: (count: number) => plural(count, 'thing needs a look', 'things need a look'),
    needLookText: 'Your files, tags and insights stay as they are until you decide.',
    missingPart: (count: number) => `${plural(count, 'photo is', 'photos are')} missing`,
    unreadablePart: (count: number) => `${plural(count, 'file', 'files')} could not be read`,

    answers: 'Needs an answer',
    noAnswers: 'Nothing waits for your word.',
    files: 'Files',
    data: 'Tags and insights',
    database: 'Database',
    backups: 'Backups',
    verification: 'Verification',

    ambiguous: (count: number) => `${plural(count, 'older tag', 'older tags')} may mean another photo`,
    ambiguousText: (count: number) =>
      `${count === 1 ? 'Its path leads' : 'Their paths lead'} to different photos in different libraries. You say which were meant.`,
    replaced: (count: number) => `${plural(count, 'file holds', 'files hold')} another photo now`,
    replacedText: 'The new picture is plainly another one, so nothing was carried over from the old one.',
    silent: (count: number) => `${plural(count, 'file has', 'files have')} changed silently`,
    silentText:
      'The content is another than when it was read, while size and time are the same. A failing drive does that.',
    decide: 'Decide…',
    decideOf: (what: string) => `Decide: ${what}`,

    missing: (count: number) => `${plural(count, 'photo is', 'photos are')} missing`,
    missingText: (count: number) =>
      `${count === 1 ? 'None of its files is' : 'None of their files is'} where it was. Tags and insights are kept, and come back with the files.`,
    noMissing: 'No photo is missing',
    noMissingText: 'Every photo has a file where it was last seen.',
    unreadable: (count: number) => `${plural(count, 'file', 'files')} could not be read`,
    unreadableText: (count: number) =>
      `${count === 1 ? 'It is' : 'They are'} damaged, or the system does not let Keepsight read ${count === 1 ? 'it' : 'them'}. A file that changes is tried again.`,
    noUnreadable: 'Every file could be read',
    duplicates: (photoCount: number, extra: number) =>
      `${plural(photoCount, 'photo is', 'photos are')} kept more than once, ${plural(extra, 'file', 'files')} too many`,
    duplicatesText: (size: string) =>
      `They take ${size} more than needed. Keepsight deletes nothing; it shows where they are.`,
    noDuplicates: 'No photo is kept more than once',
    leftOut: (count: number) => `${plural(count, 'file or folder was', 'files or folders were')} left out`,
    leftOutText: 'Links, devices, names that cannot be used, what may not be read, and what is only in a cloud.',
    leftOutTitle: 'Left out of libraries',
    leftOutIntro:
      'They are in the folders of your libraries and are not listed. Each says why. Everything else was added.',
    leftOutNone: 'Nothing was left out',
    leftOutNoneText: 'Every photo and video in the folders of your libraries is listed.',
    list: 'List…',
    listOf: (what: string) => `List: ${what}`,

    orphans: (parts: string) => `${parts} without a photo`,
    orphanTags: (count: number) => plural(count, 'tag', 'tags'),
    orphanMarks: (count: number) => plural(count, 'photo’s marks', 'photos’ marks'),
    orphanAlbums: (count: number) => plural(count, 'place in an album', 'places in albums'),
    orphanInsights: (count: number) => plural(count, 'insight', 'insights'),
    orphansText: (photoCount: number) =>
      `No file of ${plural(photoCount, 'photo', 'photos')} is left in any library. They are kept, and come back with the files, until you delete them.`,
    noOrphans: 'Every tag and insight has its photo',
    review: 'Review…',
    purgeTitle: 'Tags and insights without a photo',
    purgeIntro:
      'The photos of these are in none of your libraries any more. Choose what may go for good; your files are not touched.',
    purgeNone: 'There is nothing left to delete.',
    purgeLibrary: (name: string, isRemoved: boolean) => (isRemoved ? `${name} (removed)` : name),
    purgeNoLibrary: 'From no library',
    purgeStillThere: 'This library is still in Keepsight. Its files may only be away for a while.',
    purgeCounts: (parts: string, photoCount: number) => `${parts} of ${photos(photoCount)}`,
    purgeTags: (names: string) => `Tags: ${names}`,
    purge: 'Delete…',
    purgeConfirm: (parts: string) => `Delete ${parts} for good?`,
    purgeConfirmText:
      'A backup of the database is made first. If you want them again later, restore that backup in the settings.',
    purgeDo: 'Make a backup and delete',
    purging: 'Making a backup and deleting…',
    purged: (parts: string) => `Deleted ${parts}. A backup was made before.`,
    cancel: 'Cancel',
    goBack: 'Back',

    databaseSize: (size: string) => `The database takes ${size}`,
    databaseSound: (when: string) => `Checked ${when}: the file is sound.`,
    databaseUnsound: 'The database file is damaged',
    databaseUnsoundText: (when: string) =>
      `Found ${when}. Make no changes now: restore a backup in the settings, or start Keepsight again to be offered what can be saved.`,
    databaseUnchecked: 'Not checked yet.',
    checkNow: 'Check now',
    checking: 'Checking…',
    checkFailed: 'The check could not be made.',
    agree: 'All counts are right',
    disagree: (count: number) => `${plural(count, 'count differs', 'counts differ')} from what is there`,
    selfChecked: (when: string, photoCount: number, seconds: string) =>
      `Every count and queue of ${photos(photoCount)} was made afresh and compared ${when}, in ${seconds}.`,
    selfUnchecked: 'Counts are kept as things change',
    selfUncheckedText: 'A self-check counts everything afresh and compares. Not done yet.',
    selfCheckNow: 'Self-check now',
    selfChecking: 'Counting everything afresh…',
    findingWhat: 'What',
    findingKept: 'Kept',
    findingCounted: 'Counted',
    findings: 'What differs',
    andMore: (count: number) => `and ${formatCount(count)} more`,
    recount: 'Recount',
    recounted: 'Everything was counted again',
    backlog: 'Work that is waiting',
    noBacklog: 'No work is waiting',
    backlogText: (toRead: number, toDescribe: number, toReconcile: number) =>
      `${files(toRead)} to read · details of ${files(toDescribe)} · ${photos(toReconcile)} to match up`,

    lastBackup: (when: string) => `Last backup ${when}`,
    lastBackupText: (kind: string, size: string) => `${kind}, ${size}. A new one is made every day.`,
    noBackup: 'No backup yet',
    noBackupText: 'One is made every day while Keepsight runs, and before every upgrade.',
    allBackups: 'All backups…',

    verified: (count: number) => `${files(count)} read and remembered`,
    noneVerified: 'No file was read yet',
    verificationText: (due: number, days: number) =>
      due === 0
        ? `Every file was read again within the last ${plural(days, 'day', 'days')}.`
        : `${plural(due, 'file is', 'files are')} due to be read again. Each is read about every ${plural(days, 'day', 'days')}, in quiet times.`,
    verificationOldest: (when: string) => `The longest ago: ${when}.`,
    verificationIdle: 'Reading files again shows whether their content is still the same.',
    verifyNow: 'Verify now',
    verifyStop: 'Stop verifying',
    verifying: 'Verifying files',
    verifyStarted: 'Verifying all files',

    ambiguousTitle: 'Ambiguous tags',
    ambiguousIntro:
      'These tags come from an older version, which kept them by path. Check the photos that were meant: they bear the tag from then on, the others do not. Nothing is taken away before you settle it.',
    ambiguousNone: 'No tag is ambiguous',
    ambiguousNoneText: 'Every tag knows which photo it means.',
    settle: 'Settle',
    settleNone: 'None of them',
    settleOf: (tag: string, path: string) => `Settle “${tag}” for ${isolatedName(path)}`,
    settled: (tag: string) => `Settled “${tag}”`,
    meant: (library: string) => `Photo in ${library}`,
    noFileLeft: 'no file left',
    undo: 'Undo',

    replacedTitle: 'Replaced files',
    replacedIntro:
      'These files got new content that is plainly another photo. Say whether the new one is an edit of the old one after all.',
    replacedNone: 'No file was replaced',
    replacedNoneText: 'Nothing here waits for your word.',
    before: 'Before',
    after: 'Now',
    noPicture: 'No picture',
    replacedSeen: (when: string) => `Seen ${when}`,
    replacedHas: (tags: string, insights: number) =>
      [tags === '' ? null : `Tags: ${tags}`, insights === 0 ? null : plural(insights, 'insight', 'insights')]
        .filter((part) => part !== null)
        .join(' · '),
    replacedHasNothing: 'The old photo has no tags or insights that the new one lacks.',
    carry: 'Carry tags and insights over',
    other: 'It is another photo',
    carryOf: (path: string) => `Carry tags and insights over to ${path}`,
    otherOf: (path: string) => `${path} is another photo`,
    carryAll: 'Carry over for all',
    otherAll: 'All are other photos',
    carryAllTitle: (count: number) => `Carry tags and insights over for ${files(count)}?`,
    carryAllText: 'Each new photo gets the tags and insights of the one that was there before.',
    otherAllTitle: (count: number) => `Are all ${files(count)} other photos?`,
    otherAllText: 'The old photos keep what they had, and the new ones start afresh.',
    carried: (count: number) => `Tags and insights were carried over for ${files(count)}`,
    othersSettled: (count: number) => `${plural(count, 'file starts', 'files start')} afresh`,

    silentTitle: 'Silently changed files',
    silentIntro:
      'When these files were read again their content was another, though size and time were the same. Put a sound copy in place, then verify again. If the content is right as it is, accept it: tags and insights stay with it.',
    silentNone: 'No file has changed silently',
    silentNoneText: 'Every file that was read again still has the content it had.',
    silentFound: (when: string) => `Found ${when}`,
    soundCopies: 'A sound copy is at',
    noSoundCopy: 'Keepsight knows no sound copy. Look for one in your own backups.',
    accept: 'Accept as it is',
    acceptOf: (path: string) => `Accept ${path} as it is`,
    verifyAgain: 'Verify again',
    verifyAgainOf: (path: string) => `Verify ${path} again`,
    accepted: 'Accepted. The file is read afresh.',
    verifyingAgain: 'The file is being verified',

    duplicatesTitle: 'Duplicates',
    duplicatesIntro:
      'Each of these photos is kept in several files with the very same content, the largest waste first. Keepsight deletes nothing. To make room, delete files in their folder: tags and insights stay with the copies that are left.',
    duplicatesNone: 'No duplicates',
    duplicatesNoneText: 'Every photo is kept in one file only.',
    duplicateSize: (count: number, size: string, extra: string) =>
      `${files(count)} of ${size} each · ${extra} more than needed`,
  },

  backups: {
    title: 'Backups',
    intro:
      'Copies of the database: libraries, tags and insights. Your photos are not in them. One is made every day and before every upgrade; old ones go by themselves.',
    none: 'No backups yet. The first one is made today, or now if you like.',
    loadFailed: 'The backups could not be listed.',
    list: 'Backups',
    now: 'Back up now',
    backingUp: 'Backing up…',
    made: (size: string) => `Backup made, ${size}`,
    kind: {
      daily: 'Daily',
      upgrade: 'Before an upgrade',
      manual: 'Made by you',
      rescue: 'From before a restore',
    },
    restore: 'Restore…',
    restoreOf: (when: string) => `Restore the backup of ${when}`,
    restoreTitle: (when: string) => `Restore the backup of ${when}?`,
    comparing: 'Comparing the backup with what is there now…',
    backBring: 'Comes back',
    goAway: 'Goes away',
    same: 'This backup has the same libraries, tags and insights as now.',
    nothing: 'Nothing',
    library: (name: string) => `Library “${name}”`,
    tags: (count: number) => plural(count, 'tag on a photo', 'tags on photos'),
    insights: (count: number) => plural(count, 'insight', 'insights'),
    albums: (count: number) => `${photos(count)} in albums`,
    marks: (count: number) => `Marks of ${photos(count)}`,
    names: (names: string) => `Tags concerned: ${names}`,
    photos: (inBackup: number, now: number) =>
      `The backup knows ${photos(inBackup)}; now there are ${formatCount(now)}. Your files are not touched: photos that came later are found again by scanning.`,
    rescue: 'What is there now is kept as a rescue backup, so that you can go back.',
    restoreDo: 'Restore this backup',
    restoring: 'Restoring. This takes a moment; please leave Keepsight open.',
    restored: 'The backup was restored',
    restoredText: (when: string) =>
      `Libraries, tags and insights are as they were on ${when}. What was there before is in the list as a rescue backup.`,
    failed: 'The backup was not restored',
    cancel: 'Cancel',
    done: 'Done',
    close: 'Close',
  },

  recovery: {
    title: 'The database is damaged',
    text: 'Keepsight could not open the file that holds your libraries, tags and insights. Nothing was changed. Your photos are not affected.',
    file: 'Damaged file',
    choose: 'How shall Keepsight go on?',
    restore: 'Restore a backup',
    restoreText: 'Everything is as it was when the backup was made. What came later is lost.',
    noBackups: 'There is no sound backup to restore.',
    newest: 'newest',
    restoreDo: 'Restore',
    restoreOf: (when: string) => `Restore the backup of ${when}`,
    salvage: 'Save what can be read',
    salvageText:
      'Keepsight reads everything it still can out of the damaged file into a new one. The latest changes are kept, but some may be missing.',
    salvageDo: 'Save what can be read',
    kept: 'Either way, the damaged file is kept and not changed.',
    working: { restore: 'Restoring the backup…', salvage: 'Reading what can be read…' },
    failed: { restore: 'The backup could not be restored', salvage: 'The file could not be read' },
    salvaged: 'This could be saved',
    nothingSalvaged: 'Nothing could be read',
    nothingSalvagedText:
      'The damage goes too far. Keepsight starts empty. Restore a backup in the settings, under Backups, or add your folders again.',
    restored: 'The backup was restored',
    restoredText: (when: string) => `Libraries, tags and insights are as they were on ${when}.`,
    libraries: 'Libraries',
    files: 'Files',
    tags: 'Tags on photos',
    insights: 'Insights',
    lost: 'Known to be lost',
    lostUnknown: 'cannot be told',
    lostNothing: 'nothing',
    keptAs: 'The damaged file is kept as',
    keptIn: (folder: string) => `The damaged file is kept in ${folder}.`,
    next: 'Keepsight looks through your libraries again and finds every photo that is there.',
    open: 'Open Keepsight',
  },

  libraries: {
    reason: {
      readable: 'online',
      read_only: 'read-only',
      root_missing: 'offline',
      root_not_directory: 'offline',
      root_unreadable: 'offline',
      root_empty: 'not trusted: the folder is empty',
      volume_differs: 'not trusted: another drive',
      marker_differs: 'not trusted: the folder does not hold its marker',
      not_probed: 'not looked at yet',
    },
    title: (name: string, reason: string) => `${name} is ${reason}`,
    foundAt: (path: string) => `Found at ${path}`,
    useFolder: 'Use this folder',
    useFolderOf: (name: string, path: string) => `Use ${path} for ${name}`,
    relocated: (name: string, path: string) => `“${name}” is at ${path} now`,
    trust: 'This is the right folder',
    trustOf: (name: string) => `This is the right folder for ${name}`,
    trustText:
      'Nothing is scanned and nothing counts as deleted until this is clear. If it is the right folder after all, say so, and Keepsight takes it as it is now.',
    trustEmptyText:
      'If the folder is meant to be empty, say so: its photos are then shown as missing, and their tags and insights are kept.',
    trusted: (name: string) => `“${name}” is trusted again`,
    marker: 'Keep a marker file in the folder',
    markerOf: (name: string) => `Keep a marker file in the folder of ${name}`,
    markerText:
      'A small hidden file by which Keepsight knows this folder again on any drive. It is the only file Keepsight ever writes there.',
    lossTitle: (count: number, total: number) => `${formatCount(count)} of ${files(total)} are not where they were`,
    lossTitleIn: (name: string, count: number, total: number) =>
      `${name}: ${formatCount(count)} of ${files(total)} are not where they were`,
    lossText: (when: string) =>
      `Noticed ${when}. Nothing counts as missing yet. If a drive or folder is only away, connect it and look again.`,
    lossExamples: (paths: string, hasMore: boolean) =>
      `Among them: ${visibleName(paths)}${hasMore ? ' and others' : ''}`,
    lossAccept: 'They are gone',
    lossAcceptOf: (name: string) => `The files of ${name} are gone`,
    lossLook: 'Look again',
    lossLookOf: (name: string) => `Look again for the files of ${name}`,
    lossAccepted: (count: number) =>
      `${plural(count, 'file counts', 'files count')} as missing now. Tags and insights are kept.`,
    lossLooking: (name: string) => `Looking again in “${name}”`,
    lossBadge: 'waits for your word',
  },

  commands: {
    title: 'Commands',
    field: 'Type a command, a place or a tag',
    results: 'Matching commands',
    none: 'Nothing is called that.',
    recent: 'Recently used',
    all: 'Commands',
    tagWith: 'Tag the selection with it',
    /** Found by these words too. */
    also: {
      commands: '',
      settings: 'preferences options',
      add_library: 'folder import',
      scan_all: 'rescan refresh look for changes',
      toggle_work: 'stop continue reading background',
      tag: 'keyword label',
      copy_tags: 'clipboard',
      paste_tags: 'clipboard apply same',
      generate_insights: 'describe title',
      undo: 'take back',
      redo: 'again',
      select_all: '',
      select_none: 'clear deselect',
      zoom_in: 'zoom bigger size',
      zoom_out: 'zoom size',
      zoom_reset: 'zoom default size',
      toggle_sidebar: 'panel left',
      toggle_inspector: 'panel right details',
      health: 'problems check database',
      history: 'edits log',
      tags: 'keywords rename merge delete manage',
      shortcuts: 'keys help hotkeys',
      rate_0: 'rating none clear',
      rate_1: 'rating',
      rate_2: 'rating',
      rate_3: 'rating',
      rate_4: 'rating',
      rate_5: 'rating best',
      pick: 'flag keep choose',
      reject: 'flag discard',
      unflag: 'unpick clear',
      label_red: 'colour color',
      label_orange: 'colour color',
      label_yellow: 'colour color',
      label_green: 'colour color',
      label_blue: 'colour color',
      label_purple: 'colour color',
      label_none: 'colour color clear',
      add_to_album: 'collection put',
      choose_album: 'collection put',
      new_album: 'collection create',
      toggle_going_on: 'culling auto advance next',
      toggle_filter: 'narrow rating flag label stars',
    } satisfies Record<CommandId, string>,
    titles: {
      commands: 'List of commands',
      settings: 'Settings',
      add_library: 'Add a library',
      scan_all: 'Scan all libraries',
      toggle_work: 'Pause or resume reading',
      tag: 'Tag the selection',
      copy_tags: 'Copy the tags of the selection',
      paste_tags: 'Paste tags onto the selection',
      generate_insights: 'Generate insights',
      undo: 'Undo the last edit',
      redo: 'Redo',
      select_all: 'Select all photos',
      select_none: 'Clear the selection',
      zoom_in: 'Larger thumbnails',
      zoom_out: 'Smaller thumbnails',
      zoom_reset: 'Thumbnails of the usual size',
      toggle_sidebar: 'Show or hide the sidebar',
      toggle_inspector: 'Show or hide the inspector',
      health: 'Health',
      history: 'History of edits',
      tags: 'Manage tags',
      shortcuts: 'Keyboard shortcuts',
      rate_0: 'No stars',
      rate_1: '1 star',
      rate_2: '2 stars',
      rate_3: '3 stars',
      rate_4: '4 stars',
      rate_5: '5 stars',
      pick: 'Pick',
      reject: 'Reject',
      unflag: 'Take the flag off',
      label_red: 'Label red',
      label_orange: 'Label orange',
      label_yellow: 'Label yellow',
      label_green: 'Label green',
      label_blue: 'Label blue',
      label_purple: 'Label purple',
      label_none: 'Take the colour label off',
      add_to_album: 'Add the selection to the album used last',
      choose_album: 'Add the selection to an album…',
      new_album: 'New album',
      toggle_going_on: 'Go on to the next photo after marking: on or off',
      toggle_filter: 'Show or hide the filter bar',
    } satisfies Record<CommandId, string>,
    library: 'Go to library',
    album: 'Go to album',
    tag: 'Go to tag',
    view: 'Go to',
    healthPart: 'Health',
    settingsTab: 'Settings',
    language: 'Language',
    /** Found by these words too, whatever the language. */
    alsoLanguage: 'language sprache',
    scan: (library: string) => `Scan ${library}`,
  },

  shortcuts: {
    title: 'Keyboard shortcuts',
    close: 'Close',
    everywhere: 'Everywhere',
    groups: [
      {
        title: 'Photos',
        items: [
          ['Move', ['←', '→', '↑', '↓']],
          ['Extend the selection', ['Shift', '←', '→', '↑', '↓']],
          ['First, last', ['Home', 'End']],
          ['Page up, page down', ['PgUp', 'PgDn']],
          ['Open', ['Enter']],
          ['Clear the selection', ['Esc']],
          ['Larger and smaller thumbnails', ['Ctrl', 'wheel']],
        ],
      },
      {
        title: 'Albums',
        items: [
          ['Move a photo within its album', ['Alt', '←', '→', '↑', '↓']],
          ['Take it out of the album', ['Del']],
        ],
      },
      {
        title: 'Marks, on the selection and in the viewer',
        items: [
          ['Stars, none', ['1', '2', '3', '4', '5', '0']],
          ['Pick', ['P']],
          ['Reject', ['X']],
          ['Take the flag off', ['U']],
          ['Red, yellow, green, blue', ['6', '7', '8', '9']],
        ],
      },
      {
        title: 'List of tags',
        items: [
          ['Show its photos', ['Enter']],
          ['Show or hide what is below', ['→', '←']],
          ['Rename', ['F2']],
          ['Move below another tag', ['V']],
          ['Merge into another tag', ['M']],
          ['Delete', ['Del']],
        ],
      },
      {
        title: 'Viewer',
        items: [
          ['Previous, next', ['←', '→']],
          ['Actual size, or the whole picture', ['Z']],
          ['Closer, further away', ['+', '-']],
          ['The whole picture', ['Ctrl', '0']],
          ['Move a picture that is larger than the window', ['Shift', '←', '→', '↑', '↓']],
          ['Next file of the photo, if it is several', ['F']],
          ['Show or hide the photos around this one', ['S']],
          ['Play or pause a video, or the video of a photo that moves', ['Space']],
          ['Ten seconds back, forward', ['J', 'L']],
          ['One frame back, forward', [',', '.']],
          ['Sound on or off', ['M']],
          ['Close', ['Esc']],
        ],
      },
    ],
  },

  /** As they are written on keyboards. */
  keys: { Mod: 'Ctrl', Shift: 'Shift' },

  toast: { dismiss: 'Dismiss', region: 'Notices' },
  error: {
    title: 'Something went wrong',
    text: 'Keepsight met a fault of its own. Your files and the database are not touched.',
    reload: 'Reload the window',
  },
} as const;

/** The same shape in another language: the same texts, and functions of the same parameters. */
type Translated<Text> = Text extends string
  ? string
  : Text extends (...values: infer Values) => infer Said
    ? (...values: Values) => Translated<Said>
    : Text extends object
      ? { readonly [Key in keyof Text]: Translated<Text[Key]> }
      : Text;

export type Messages = Translated<typeof en>;
