import { Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../preload/contract/events.js';

/** The application menu. Keys that the page handles itself (T, arrows, Escape) are not accelerators here. */
export function installMenu(send: (command: MenuCommand) => void, isMac: boolean): void {
  const item = (label: string, command: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => {
      send(command);
    },
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        item('Add library…', 'add_library', 'CommandOrControl+O'),
        item('Scan all libraries', 'scan_all', 'CommandOrControl+R'),
        separator,
        item('Settings…', 'settings', 'CommandOrControl+,'),
        separator,
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        ...undoAndRedo(item, isMac),
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        separator,
        item('Select all photos', 'select_all', 'CommandOrControl+Shift+A'),
        item('Select none', 'select_none', 'CommandOrControl+D'),
      ],
    },
    {
      label: '&Photo',
      submenu: [
        item('Tag…', 'tag', 'CommandOrControl+T'),
        item('Generate insights', 'generate_insights', 'CommandOrControl+I'),
      ],
    },
    {
      label: '&View',
      submenu: [
        item('Sidebar', 'toggle_sidebar', 'CommandOrControl+B'),
        item('Inspector', 'toggle_inspector', 'CommandOrControl+J'),
        item('Health', 'health', 'CommandOrControl+Shift+H'),
        separator,
        item('History', 'history', isMac ? 'Command+Y' : 'Control+H'),
        separator,
        { role: 'togglefullscreen' },
        { role: 'toggleDevTools' },
      ],
    },
    { label: '&Help', submenu: [item('Keyboard shortcuts', 'shortcuts', 'F1')] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

type ItemMaker = (label: string, command: MenuCommand, accelerator: string) => MenuItemConstructorOptions;

/** The keys are shown and, but on a Mac, not taken: in a text field they belong to the field, which only the page knows. */
function undoAndRedo(item: ItemMaker, isMac: boolean): MenuItemConstructorOptions[] {
  return [
    { ...item('Undo', 'undo', 'CommandOrControl+Z'), registerAccelerator: isMac },
    { ...item('Redo', 'redo', 'Shift+CommandOrControl+Z'), registerAccelerator: isMac },
  ];
}
