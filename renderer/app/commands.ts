/** Keys that work everywhere, and the commands of the application menu. */
import { call, onEvent, type MenuCommand } from '../api/index.js';
import { generateInsights, SELECTION_KEY } from '../features/insights/index.js';
import { closeViewer, selectAll, selectedIds, selectNone, usePhotos } from '../features/photos/index.js';
import { focusTagEditor, undoLastEdit } from '../features/tags/index.js';
import { openPanel, toggleInspector, toggleSidebar, useView } from '../features/view/index.js';
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

export function runCommand(command: MenuCommand): void {
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
      toggleInspector();
      return;
    case 'tag':
      startTagging();
      return;
    case 'shortcuts':
      openPanel('shortcuts');
      return;
    case 'undo':
      undoLastEdit();
      return;
    case 'redo':
    case 'health':
      return;
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** Which command a key stroke means; null for none. */
export function keyCommand(event: KeyboardEvent, isInField: boolean): MenuCommand | 'undo' | null {
  const key = event.key.toLowerCase();
  const isMod = event.ctrlKey || event.metaKey;
  if (isMod && !event.altKey && !event.shiftKey) {
    if (key === ',') return 'settings';
    if (key === 'b') return 'toggle_sidebar';
    if (key === 'i') return 'generate_insights';
    if (key === 'j') return 'toggle_inspector';
    if (key === 'z' && !isInField) return 'undo';
    if (key === 'a' && !isInField) return 'select_all';
    return null;
  }
  if (isMod || event.altKey || isInField) return null;
  if (key === 't' && !event.shiftKey) return 'tag';
  return event.key === '?' ? 'shortcuts' : null;
}

/** Returns the function that stops listening. */
export function startCommands(): () => void {
  const handleKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    // An empty field keeps Ctrl+Z for the last tag edit: there is nothing of its own to take back.
    const field = event.target instanceof HTMLInputElement ? event.target : null;
    const isTextField = isTyping(event.target) && field?.type !== 'range';
    const isInField =
      isTextField && !(field?.value === '' && event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey));
    const command = keyCommand(event, isInField);
    if (command === null) return;
    const isModal = useView.getState().panel !== 'none' || document.querySelector('[role="alertdialog"]') !== null;
    if (isModal && command !== 'undo' && command !== 'settings') return;
    event.preventDefault();
    if (command === 'undo') undoLastEdit();
    else runCommand(command);
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
