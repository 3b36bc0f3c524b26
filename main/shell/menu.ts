import { Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import { keysOf } from '../../preload/contract/commands.js';
import type { CommandId, MarkCommand } from '../../preload/contract/commands.js';
import type { ShellWords } from './words.js';

type Accelerator = Pick<MenuItemConstructorOptions, 'accelerator' | 'registerAccelerator'>;

/** Keys that a text field may want for itself are shown and, but on a Mac, not taken: only the page knows of fields. */
function acceleratorOf(command: CommandId, mayBeOfField: boolean, isMac: boolean): Accelerator {
  const all = keysOf(command, isMac);
  const keys = all.find((candidate) => candidate.length > 1 && !candidate.startsWith('Shift+'));
  if (keys !== undefined) {
    const accelerator = keys.replace('Mod', 'CommandOrControl').replace('++', '+Plus');
    return { accelerator, registerAccelerator: isMac || !mayBeOfField };
  }
  // With these somebody may be writing. A Mac takes whatever it shows.
  const plain = isMac ? undefined : all.find((candidate) => /^(Shift\+)?[A-Z0-9]$/.test(candidate));
  return plain === undefined ? {} : { accelerator: plain, registerAccelerator: false };
}

/** What every application has on a Mac; Electron would name it in English. */
function macMenu(words: ShellWords): MenuItemConstructorOptions {
  return {
    label: 'Keepsight',
    submenu: [
      { role: 'about', label: words.macAbout },
      { type: 'separator' },
      { role: 'services', label: words.macServices },
      { type: 'separator' },
      { role: 'hide', label: words.macHide },
      { role: 'hideOthers', label: words.macHideOthers },
      { role: 'unhide', label: words.macShowAll },
      { type: 'separator' },
      { role: 'quit', label: words.macQuit },
    ],
  };
}

/** The application menu. Takes the place of one that is there. */
export function installMenu(send: (command: CommandId) => void, words: ShellWords, isMac: boolean): void {
  const item = (label: string, command: CommandId, mayBeOfField = false): MenuItemConstructorOptions => ({
    label,
    ...acceleratorOf(command, mayBeOfField, isMac),
    click: () => {
      send(command);
    },
  });
  const marks = <C extends MarkCommand>(
    label: string,
    texts: Readonly<Record<C, string>>,
  ): MenuItemConstructorOptions => ({
    label,
    submenu: (Object.entries(texts) as [C, string][]).map(([command, text]) => item(text, command)),
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [macMenu(words)] : []),
    {
      label: words.file,
      submenu: [
        item(words.addLibrary, 'add_library'),
        item(words.scanAll, 'scan_all'),
        item(words.importTags, 'import_tags'),
        separator,
        item(words.settings, 'settings'),
        separator,
        isMac ? { role: 'close', label: words.close } : { role: 'quit', label: words.quit },
      ],
    },
    {
      label: words.edit,
      submenu: [
        item(words.undo, 'undo', true),
        item(words.redo, 'redo', true),
        separator,
        { role: 'cut', label: words.cut },
        { role: 'copy', label: words.copy },
        { role: 'paste', label: words.paste },
        separator,
        item(words.selectAll, 'select_all', true),
        item(words.selectNone, 'select_none'),
        separator,
        item(words.search, 'search'),
        item(words.saveSearch, 'save_search'),
        item(words.saveSearchAs, 'save_search_as'),
      ],
    },
    {
      label: words.photo,
      submenu: [
        item(words.tag, 'tag'),
        item(words.copyTags, 'copy_tags', true),
        item(words.pasteTags, 'paste_tags', true),
        item(words.paintTags, 'paint_tags'),
        item(words.takeKeywords, 'take_keywords'),
        separator,
        marks(words.rating, words.ratings),
        marks(words.flag, words.flags),
        marks(words.label, words.labels),
        item(words.goingOn, 'toggle_going_on'),
        separator,
        item(words.addToAlbum, 'add_to_album'),
        item(words.chooseAlbum, 'choose_album'),
        item(words.newAlbum, 'new_album'),
        separator,
        item(words.turnLeft, 'turn_left'),
        item(words.turnRight, 'turn_right'),
        separator,
        item(words.stack, 'stack'),
        item(words.unstack, 'unstack'),
        item(words.showStack, 'show_stack'),
        separator,
        item(words.compare, 'compare'),
        separator,
        item(words.generateInsights, 'generate_insights'),
        item(words.describeView, 'describe_view'),
        item(words.acceptSuggestions, 'accept_suggestions', true),
      ],
    },
    {
      label: words.view,
      submenu: [
        item(words.sidebar, 'toggle_sidebar'),
        item(words.inspector, 'toggle_inspector'),
        item(words.filterBar, 'toggle_filter'),
        item(words.commands, 'commands'),
        separator,
        item(words.map, 'map'),
        item(words.calendar, 'calendar'),
        item(words.onThisDay, 'on_this_day'),
        item(words.people, 'people'),
        separator,
        item(words.health, 'health'),
        item(words.history, 'history'),
        item(words.allInsights, 'all_insights'),
        item(words.suggestedStacks, 'suggested_stacks'),
        item(words.tags, 'tags'),
        separator,
        item(words.zoomIn, 'zoom_in'),
        item(words.zoomOut, 'zoom_out'),
        item(words.zoomReset, 'zoom_reset'),
        separator,
        item(words.slideShow, 'slide_show'),
        isMac ? { role: 'togglefullscreen', label: words.fullScreen } : item(words.fullScreen, 'full_screen'),
        { role: 'toggleDevTools', label: words.developerTools },
      ],
    },
    { label: words.help, submenu: [item(words.shortcuts, 'shortcuts')] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
