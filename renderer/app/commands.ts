/** Keys that work everywhere, and the commands of the application menu. */
import { call, onEvent, type MenuCommand } from '../api/index.js';
import { redoLast, undoLast } from '../features/edits/index.js';
import { openHistory } from '../features/history/index.js';
import { generateInsights, SELECTION_KEY } from '../features/insights/index.js';
import { closeViewer, focusGrid, selectAll, selectedIds, selectNone, usePhotos } from '../features/photos/index.js';
import { focusTagEditor } from '../features/tags/index.js';
import { openPage, openPanel, showHealth, toggleInspector, toggleSidebar, useView } from '../features/view/index.js';
import { messages } from '../lib/messages.js';
import { showToast } from '../ui/index.js';

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
  setTimeout(focusTagEditor, isViewerOpen ? 250 : 0);
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
const ofSelection: readonly MenuCommand[] = ['tag', 'generate_insights', 'select_all', 'select_none'];

function leaveOverlays(): void {
  if (usePhotos.getState().isViewerOpen) closeViewer();
  openPanel('none');
}

export function runCommand(command: MenuCommand): void {
  if (ofSelection.includes(command) && !isTyping(document.activeElement)) openPage('photos');
  switch (command) {
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
      if (useView.getState().page === 'photos') toggleInspector();
      return;
    case 'tag':
      startTagging();
      return;
    case 'shortcuts':
      openPanel('shortcuts');
      return;
    case 'history':
      leaveOverlays();
      openHistory(null);
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

const isMac = navigator.userAgent.includes('Macintosh');

/** Undo and redo by their keys; null when it is neither. */
function editCommand(event: KeyboardEvent): 'undo' | 'redo' | null {
  if (!(isMac ? event.metaKey : event.ctrlKey) || event.altKey) return null;
  const key = event.key.toLowerCase();
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
  return key === 'y' && !event.shiftKey && !isMac ? 'redo' : null;
}

/** Which command a key stroke means; null for none. */
function keyCommand(event: KeyboardEvent): MenuCommand | null {
  const key = event.key.toLowerCase();
  const isMod = event.ctrlKey || event.metaKey;
  const isInField = isTyping(event.target);
  const edit = editCommand(event);
  // An empty field leaves them to the photos: there is nothing of its own to take back.
  if (edit !== null) return isTyping(event.target) && event.target.value !== '' ? null : edit;
  if (isMod && !event.altKey && event.shiftKey && key === 'h') return 'health';
  if (isMod && !event.altKey && !event.shiftKey) {
    // As browsers have it.
    if (key === (isMac ? 'y' : 'h')) return 'history';
    if (key === ',') return 'settings';
    if (key === 'b') return 'toggle_sidebar';
    if (key === 'i') return 'generate_insights';
    if (key === 'j') return 'toggle_inspector';
    if (key === 'a' && !isInField) return 'select_all';
    return null;
  }
  if (isMod || event.altKey || isInField) return null;
  if (key === 't' && !event.shiftKey) return 'tag';
  return event.key === '?' ? 'shortcuts' : null;
}

/** These work over a dialog too. */
const overDialogs: readonly MenuCommand[] = ['undo', 'redo', 'settings'];

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
    const isModal = useView.getState().panel !== 'none' || document.querySelector('[role="alertdialog"]') !== null;
    if (isModal && !overDialogs.includes(command)) return;
    event.preventDefault();
    runCommand(command);
  };
  window.addEventListener('keydown', handleKey);
  const stopMenu = onEvent('menu', ({ command }) => {
    runCommand(command);
  });
  return () => {
    window.removeEventListener('keydown', handleKey);
    stopMenu();
  };
}
