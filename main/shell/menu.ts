import { Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import { keysOf } from '../../preload/contract/commands.js';
import type { CommandId } from '../../preload/contract/commands.js';

/** Electron's name for keys of more than one; keys that the page alone hears are none. */
function acceleratorOf(command: CommandId, isMac: boolean): string | undefined {
  const keys = keysOf(command, isMac).find((candidate) => candidate.length > 1);
  return keys?.replace('Mod', 'CommandOrControl').replace('++', '+Plus');
}

/** The application menu. */
export function installMenu(send: (command: CommandId) => void, isMac: boolean): void {
  /** Keys that a text field may want for itself are shown and, but on a Mac, not taken: only the page knows of fields. */
  const item = (label: string, command: CommandId, mayBeOfField = false): MenuItemConstructorOptions => {
    const accelerator = acceleratorOf(command, isMac);
    return {
      label,
      ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: isMac || !mayBeOfField }),
      click: () => {
        send(command);
      },
    };
  };
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        item('Add library…', 'add_library'),
        item('Scan all libraries', 'scan_all'),
        separator,
        item('Settings…', 'settings'),
        separator,
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        item('Undo', 'undo', true),
        item('Redo', 'redo', true),
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        separator,
        item('Select all photos', 'select_all', true),
        item('Select none', 'select_none'),
      ],
    },
    {
      label: '&Photo',
      submenu: [
        item('Tag…', 'tag'),
        item('Copy tags', 'copy_tags', true),
        item('Paste tags', 'paste_tags', true),
        separator,
        item('Generate insights', 'generate_insights'),
      ],
    },
    {
      label: '&View',
      submenu: [
        item('Sidebar', 'toggle_sidebar'),
        item('Inspector', 'toggle_inspector'),
        item('Commands…', 'commands'),
        separator,
        item('Health', 'health'),
        item('History', 'history'),
        item('Manage tags', 'tags'),
        separator,
        item('Larger thumbnails', 'zoom_in'),
        item('Smaller thumbnails', 'zoom_out'),
        item('Usual thumbnails', 'zoom_reset'),
        separator,
        { role: 'togglefullscreen' },
        { role: 'toggleDevTools' },
      ],
    },
    { label: '&Help', submenu: [item('Keyboard shortcuts', 'shortcuts')] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
