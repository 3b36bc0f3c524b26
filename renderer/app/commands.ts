/** What commands do, wherever they come from: keys, the application menu, the list of commands. */
import {
  call,
  commandIds,
  commandsOfSelection,
  isMarkCommand,
  keysOf,
  marksOfCommand,
  onEvent,
  toAppError,
  tryCall,
  type CommandId,
  type LocationId,
} from '../api/index.js';
import { setPaused, useActivity } from '../features/activity/index.js';
import { addSelectionToAlbum, askAboutAlbum, isAskingAboutAlbums } from '../features/albums/index.js';
import { openCalendar, showOnThisDay } from '../features/calendar/index.js';
import { closeCompare, openCompare } from '../features/compare/index.js';
import { redoLast, undoLast } from '../features/edits/index.js';
import { openHistory } from '../features/history/index.js';
import {
  acceptSuggestedTags,
  askToDescribe,
  generateInsights,
  SELECTION_KEY,
  VIEW_KEY,
} from '../features/insights/index.js';
import { markSelection, toggleGoingOn } from '../features/marks/index.js';
import { isPainting, togglePainting } from '../features/painting/index.js';
import {
  closeViewer,
  copyFiles,
  focusGrid,
  idAt,
  selectAll,
  selectDayOf,
  selectedIds,
  selectNone,
  turnSelection,
  usePhotos,
} from '../features/photos/index.js';
import { openMap } from '../features/map/index.js';
import { isAskingAboutPeople, openPeople } from '../features/people/index.js';
import { focusSearch, openAlbum, saveSearch, saveSearchAsNew } from '../features/search/index.js';
import { chooseLanguage } from '../features/settings/index.js';
import { startSlideShow } from '../features/slide-show/index.js';
import { showStackOfSelection, stackSelection, unstackSelection } from '../features/stacks/index.js';
import { isAskingAboutTags } from '../features/tag-manager/index.js';
import {
  copyTags,
  focusTagEditor,
  pasteTags,
  startHotKeys,
  startTypeAhead,
  tagPhotos,
} from '../features/tags/index.js';
import {
  openPage,
  openPanel,
  setOrder,
  showFilter,
  showHealth,
  showLibrary,
  showLike,
  showsPhotos,
  showTag,
  sortedBy,
  toggleFilterBar,
  toggleInspector,
  toggleSidebar,
  useView,
  zoom,
} from '../features/view/index.js';
import { askForKeywords, importTags, isAskingAboutVocabulary } from '../features/vocabulary/index.js';
import { isStroke } from '../lib/keys.js';
import { messages } from '../lib/messages.js';
import { firstIndex, hasIndex } from '../lib/range-set.js';
import { isMac } from '../lib/platform.js';
import { showToast } from '../ui/index.js';
import type { Action } from './command-list.js';

function startTagging(): void {
  const { selection, isViewerOpen } = usePhotos.getState();
  if (selection.length === 0) {
    showToast(messages.tags.selectFirst);
    return;
  }
  if (isViewerOpen) closeViewer();
  openPanel('none');
  toggleInspector(true);
  // The inspector may only now come into being, and a closing overlay gives the focus back first.
  focusTagEditor(isViewerOpen ? 250 : 0);
}

/** A text field with something in it keeps undo and redo for itself, from the menu too. */
function inTextField(command: 'undo' | 'redo'): boolean {
  const field = document.activeElement;
  if (!isTyping(field) || field.value === '') return false;
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- no other API takes back what was typed
  document.execCommand(command);
  return true;
}

/** From any page, to the photo that had the keyboard. */
function backToPhotos(): void {
  openPage('photos');
  focusGrid();
}

/** One step back: from a list of the Health page to the page, from a page to the photos. */
export function leavePage(): void {
  const { page, healthPart } = useView.getState();
  if (page === 'health' && healthPart !== 'overview') showHealth();
  else backToPhotos();
}

/** What these do to the selection is to be seen. */
const ofSelection: readonly CommandId[] = [...commandsOfSelection, 'select_all', 'select_none'];

/** Of the selected photos the one with the keyboard, else the first. */
function ofOnePhoto(command: 'show_in_folder' | 'show_on_map' | 'select_day' | 'more_like_this'): void {
  const { selection, active } = usePhotos.getState();
  const row = hasIndex(selection, active) ? active : (firstIndex(selection) ?? -1);
  const locationId = idAt(row);
  if (locationId === null) showToast(messages.photoMenu.selectFirst);
  else if (command === 'select_day') selectDayOf(row);
  else if (command === 'show_on_map') void showOnMap(locationId);
  else if (command === 'more_like_this') {
    leaveOverlays();
    showLike(locationId);
    focusGrid();
  } else {
    call('showInFolder', { locationId }).catch((cause: unknown) => {
      showToast(toAppError(cause).message);
    });
  }
}

async function showOnMap(locationId: LocationId): Promise<void> {
  const answer = await tryCall('photoDetails', { locationId });
  const { latitude = null, longitude = null } = answer.ok ? answer.value.facts : {};
  if (latitude === null || longitude === null) {
    showToast(messages.photoMenu.noPosition);
    return;
  }
  leaveOverlays();
  openMap({ latitude, longitude });
}

/** All photos that are shown. */
function describeView(): void {
  leaveOverlays();
  if (!showsPhotos(useView.getState().page)) openPage('photos');
  const { model, shownView } = usePhotos.getState();
  if (model === null || shownView === null || model.truncated) {
    showToast(messages.describe.listLoads);
    return;
  }
  if (model.ids.length === 0) {
    showToast(messages.describe.noPhotos);
    return;
  }
  void askToDescribe({
    target: { locationIds: [...model.ids] as LocationId[], view: shownView },
    targetKey: VIEW_KEY,
    name: messages.describe.allOfView(model.ids.length),
    photos: model.ids.length,
    scope: null,
    source: 'built_in',
  });
}

function leaveOverlays(): void {
  if (usePhotos.getState().isViewerOpen) closeViewer();
  openPanel('none');
}

const zoomOf = { zoom_in: 'in', zoom_out: 'out', zoom_reset: 'reset' } as const;

function runCommand(command: CommandId): void {
  if (ofSelection.includes(command) && !showsPhotos(useView.getState().page) && !isTyping(document.activeElement)) {
    openPage('photos');
  }
  if (isMarkCommand(command)) {
    markSelection(marksOfCommand[command], true);
    return;
  }
  switch (command) {
    case 'add_to_album':
      addSelectionToAlbum(false);
      return;
    case 'choose_album':
      addSelectionToAlbum(true);
      return;
    case 'new_album':
      leaveOverlays();
      askAboutAlbum({ kind: 'create', locationIds: [] });
      return;
    case 'toggle_going_on':
      toggleGoingOn();
      return;
    case 'toggle_filter':
      if (usePhotos.getState().isViewerOpen) return;
      openPage('photos');
      toggleFilterBar();
      return;
    case 'search':
      leaveOverlays();
      openPage('photos');
      // A closing overlay gives the focus back first.
      setTimeout(focusSearch, 0);
      return;
    case 'save_search':
    case 'save_search_as':
      leaveOverlays();
      if (command === 'save_search') saveSearch();
      else saveSearchAsNew();
      return;
    case 'settings':
    case 'add_library':
      openPanel('settings');
      return;
    case 'scan_all':
      call('scanLibrary', { libraryId: null }).catch(() => undefined);
      return;
    case 'generate_insights': {
      const locationIds = selectedIds();
      if (locationIds.length === 0) showToast(messages.insights.selectFirst);
      else void generateInsights({ locationIds }, locationIds.length === 1 ? 'all' : 'missing', SELECTION_KEY);
      return;
    }
    case 'describe_view':
      describeView();
      return;
    case 'accept_suggestions': {
      const locationIds = selectedIds();
      if (locationIds.length === 0) showToast(messages.tags.selectFirst);
      else void acceptSuggestedTags(locationIds);
      return;
    }
    case 'stack':
      void stackSelection();
      return;
    case 'unstack':
      void unstackSelection();
      return;
    case 'show_stack':
      leaveOverlays();
      showStackOfSelection();
      return;
    case 'compare': {
      const trouble = openCompare();
      if (trouble !== null) showToast(messages.compare[trouble === 'nothing' ? 'nothing' : 'tooMany']);
      return;
    }
    case 'slide_show':
      closeCompare();
      void startSlideShow();
      return;
    case 'full_screen':
      call('setFullScreen', { on: null }).catch(() => undefined);
      return;
    case 'turn_left':
    case 'turn_right':
      void turnSelection(command === 'turn_left' ? 3 : 1);
      return;
    case 'select_all':
      if (document.activeElement instanceof HTMLInputElement) document.activeElement.select();
      else selectAll();
      return;
    case 'select_none':
      selectNone();
      return;
    case 'toggle_sidebar':
      toggleSidebar();
      return;
    case 'toggle_inspector':
      // Beside a page there is none.
      if (showsPhotos(useView.getState().page)) toggleInspector();
      return;
    case 'tag':
      startTagging();
      return;
    case 'copy_tags':
    case 'paste_tags': {
      const locationIds = selectedIds();
      if (locationIds.length === 0) showToast(messages.tags.selectToCopy);
      else void (command === 'copy_tags' ? copyTags(locationIds) : pasteTags(locationIds));
      return;
    }
    case 'take_keywords': {
      leaveOverlays();
      // Nothing selected means everything in view.
      const chosen = selectedIds();
      const ids = chosen.length > 0 ? chosen : ([...(usePhotos.getState().model?.ids ?? [])] as LocationId[]);
      if (ids.length > 0) askForKeywords(ids);
      return;
    }
    case 'import_tags':
      leaveOverlays();
      void importTags();
      return;
    case 'paint_tags':
      leaveOverlays();
      togglePainting();
      if (!isPainting()) focusGrid();
      return;
    case 'shortcuts':
      openPanel('shortcuts');
      return;
    case 'commands':
      openPanel(useView.getState().panel === 'commands' ? 'none' : 'commands');
      return;
    case 'toggle_work':
      void setPaused(!useActivity.getState().activity.paused);
      return;
    case 'zoom_in':
    case 'zoom_out':
    case 'zoom_reset':
      if (usePhotos.getState().isViewerOpen || useView.getState().page !== 'photos') return;
      zoom(zoomOf[command]);
      return;
    case 'history':
      leaveOverlays();
      openHistory(null);
      return;
    case 'all_insights':
      leaveOverlays();
      openPage('insightList');
      return;
    case 'suggested_stacks':
      leaveOverlays();
      openPage('suggestions');
      return;
    case 'people':
      leaveOverlays();
      openPeople();
      return;
    case 'tags':
      leaveOverlays();
      openPage('tags');
      return;
    case 'copy_files':
      void copyFiles();
      return;
    case 'show_in_folder':
    case 'show_on_map':
    case 'select_day':
    case 'more_like_this':
      ofOnePhoto(command);
      return;
    case 'map':
    case 'calendar':
      // The same key leads back.
      if (useView.getState().page === command && useView.getState().panel === 'none') leavePage();
      else {
        leaveOverlays();
        if (command === 'map') openMap();
        else openCalendar();
      }
      return;
    case 'on_this_day':
      leaveOverlays();
      showOnThisDay();
      focusGrid();
      return;
    case 'undo':
      if (!inTextField('undo')) void undoLast();
      return;
    case 'redo':
      if (!inTextField('redo')) void redoLast();
      return;
    case 'health':
      leaveOverlays();
      showHealth();
      return;
  }
}

function isTyping(target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement {
  if (target instanceof HTMLInputElement) return target.type !== 'range';
  return target instanceof HTMLTextAreaElement;
}

/** An empty field leaves them to the photos: there is nothing of its own to take back. */
const ofFilledField: ReadonlySet<CommandId> = new Set(['undo', 'redo']);
const ofField: ReadonlySet<CommandId> = new Set(['select_all', 'copy_tags', 'paste_tags', 'copy_files']);

/** Which command a key stroke means; null for none. */
function keyCommand(event: KeyboardEvent): CommandId | null {
  const field = isTyping(event.target) ? event.target : null;
  const command = commandIds.find((id) =>
    keysOf(id, isMac).some(
      (keys) => isStroke(keys, event, isMac) && (field === null || keys.startsWith('Mod+') || keys === 'F1'),
    ),
  );
  if (command === undefined) return null;
  const isOfField = field !== null && (ofField.has(command) || (ofFilledField.has(command) && field.value !== ''));
  return isOfField ? null : command;
}

/** What somebody chose in the list of commands. `selected`: the photos that were selected when it was opened. */
export function act(action: Action, selected: readonly LocationId[]): void {
  if (action.kind === 'command') {
    runCommand(action.command);
    return;
  }
  if (action.kind === 'tag_with') {
    void tagPhotos([...selected], action.tag.name);
    return;
  }
  if (action.kind === 'scan') {
    call('scanLibrary', { libraryId: action.library.id }).catch(() => undefined);
    return;
  }
  if (action.kind === 'language') {
    void chooseLanguage(action.choice);
    return;
  }
  if (action.kind === 'settings') {
    openPanel('settings', action.tab);
    return;
  }
  if (action.kind === 'sort' || action.kind === 'group' || action.kind === 'turn_order') {
    leaveOverlays();
    backToPhotos();
    setOrder((order) =>
      action.kind === 'sort'
        ? sortedBy(order, action.by)
        : action.kind === 'group'
          ? { ...order, group: action.group }
          : { ...order, descending: !order.descending },
    );
    return;
  }
  leaveOverlays();
  if (action.kind === 'health') {
    showHealth(action.part);
    return;
  }
  if (action.kind === 'view') showFilter(action.filter);
  else if (action.kind === 'library') showLibrary(action.library.id);
  else if (action.kind === 'album') openAlbum(action.album);
  else showTag(action.tag.id);
  focusGrid();
}

/** A dialog is open: keys are its own. */
function isModal(): boolean {
  return (
    useView.getState().panel !== 'none' ||
    isAskingAboutTags() ||
    isAskingAboutPeople() ||
    isAskingAboutAlbums() ||
    isAskingAboutVocabulary() ||
    document.querySelector('[role="alertdialog"], .dialog-scrim') !== null
  );
}

/** These work over a dialog too. */
const overDialogs: readonly CommandId[] = ['undo', 'redo', 'settings'];

/** Returns the function that stops listening. */
export function startCommands(): () => void {
  const handleKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    const command = keyCommand(event);
    if (command === null) {
      const isPage = useView.getState().page !== 'photos' && useView.getState().panel === 'none';
      if (event.key === 'Escape' && isPage && !isTyping(event.target)) leavePage();
      return;
    }
    const { panel } = useView.getState();
    // What is marked in a text is what is copied.
    if (command === 'copy_files' && window.getSelection()?.isCollapsed === false) return;
    // In the viewer a video has this key: for its sound.
    if (command === 'map' && usePhotos.getState().isViewerOpen) return;
    if (isModal() && !overDialogs.includes(command) && panel !== command) return;
    event.preventDefault();
    runCommand(command);
  };
  const stopTypeAhead = startTypeAhead();
  window.addEventListener('keydown', handleKey);
  const stopHotKeys = startHotKeys({
    isBusy: () => isModal() || useView.getState().page !== 'photos',
    selected: selectedIds,
  });
  const stopMenu = onEvent('menu', ({ command }) => {
    runCommand(command);
  });
  return () => {
    window.removeEventListener('keydown', handleKey);
    stopMenu();
    stopHotKeys();
    stopTypeAhead();
  };
}
