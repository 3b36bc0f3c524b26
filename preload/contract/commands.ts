/** What the window can be told to do: by its menu, by keys, and from its list of commands. */
import type { Marks } from './marks.js';

/**
 * The keys of each command, the ones that menus and lists show first. `Mod` is Command on a Mac and Ctrl elsewhere; the
 * last part is a `KeyboardEvent.key`. A command of one plain key is not heard while somebody writes.
 */
export const commandKeys = {
  commands: { any: ['Mod+K'] },
  search: { any: ['Mod+F', '/'] },
  /** Into the saved search that is open; without one, as an album. */
  save_search: { any: ['Mod+S'] },
  save_search_as: { any: ['Mod+Shift+S'] },
  settings: { any: ['Mod+,'] },
  add_library: { any: ['Mod+O'] },
  scan_all: { any: ['Mod+R'] },
  toggle_work: { any: [] },
  tag: { any: ['T', 'Mod+T'], ofSelection: true },
  copy_tags: { any: ['Mod+Shift+C'], ofSelection: true },
  paste_tags: { any: ['Mod+Shift+V'], ofSelection: true },
  paint_tags: { any: ['Shift+T'] },
  take_keywords: { any: [], ofSelection: true },
  import_tags: { any: [] },
  generate_insights: { any: ['Mod+I'], ofSelection: true },
  /** All photos of the view. */
  describe_view: { any: ['Mod+Shift+I'] },
  accept_suggestions: { any: ['Mod+Enter'], ofSelection: true },
  stack: { any: ['Mod+G'], ofSelection: true },
  unstack: { any: ['Mod+Shift+G'], ofSelection: true },
  /** The photos of a stack side by side, and back. */
  show_stack: { any: ['Mod+E'], ofSelection: true },
  compare: { any: ['C'], ofSelection: true },
  slide_show: { any: ['F5', 'Mod+Shift+P'] },
  full_screen: { other: ['F11'] },
  turn_left: { any: ['[', 'Mod+['], ofSelection: true },
  turn_right: { any: [']', 'Mod+]'], ofSelection: true },
  copy_files: { any: ['Mod+C'], ofSelection: true },
  show_in_folder: { any: [], ofSelection: true },
  show_on_map: { any: [], ofSelection: true },
  select_day: { any: [], ofSelection: true },
  more_like_this: { any: ['Mod+L'], ofSelection: true },
  undo: { any: ['Mod+Z'] },
  redo: { any: ['Mod+Shift+Z'], other: ['Mod+Y'] },
  select_all: { any: ['Mod+A', 'Mod+Shift+A'] },
  select_none: { any: ['Mod+D'] },
  zoom_in: { any: ['Mod++', 'Mod+='] },
  zoom_out: { any: ['Mod+-'] },
  zoom_reset: { any: ['Mod+0'] },
  toggle_sidebar: { any: ['Mod+B'] },
  toggle_inspector: { any: ['Mod+J'] },
  health: { any: ['Mod+Shift+H'] },
  /** As browsers have it. */
  history: { mac: ['Mod+Y'], other: ['Mod+H'] },
  tags: { any: ['Mod+Shift+T'] },
  all_insights: { any: [] },
  suggested_stacks: { any: [] },
  people: { any: ['Mod+Shift+F'] },
  map: { any: ['M'] },
  calendar: { any: ['D'] },
  on_this_day: { any: [] },
  shortcuts: { any: ['?', 'F1'] },
  rate_0: { any: ['0'] },
  rate_1: { any: ['1'] },
  rate_2: { any: ['2'] },
  rate_3: { any: ['3'] },
  rate_4: { any: ['4'] },
  rate_5: { any: ['5'] },
  pick: { any: ['P'], ofSelection: true },
  reject: { any: ['X'], ofSelection: true },
  unflag: { any: ['U'], ofSelection: true },
  label_red: { any: ['6'] },
  label_orange: { any: [] },
  label_yellow: { any: ['7'] },
  label_green: { any: ['8'] },
  label_blue: { any: ['9'] },
  label_purple: { any: [] },
  label_none: { any: [] },
  /** To the one used last; asks where there is none. */
  add_to_album: { any: ['B'], ofSelection: true },
  choose_album: { any: ['Shift+B'], ofSelection: true },
  new_album: { any: [] },
  toggle_going_on: { any: [] },
  toggle_filter: { any: ['\\'] },
} as const satisfies Readonly<Record<string, CommandKeys>>;

interface CommandKeys {
  readonly any?: readonly string[];
  readonly mac?: readonly string[];
  readonly other?: readonly string[];
  /** It is about the selected photos: their menu has it. */
  readonly ofSelection?: true;
}

export type CommandId = keyof typeof commandKeys;

export const commandIds = Object.keys(commandKeys) as readonly CommandId[];

/** What commands of marks set. */
export const marksOfCommand = {
  rate_0: { rating: 0 },
  rate_1: { rating: 1 },
  rate_2: { rating: 2 },
  rate_3: { rating: 3 },
  rate_4: { rating: 4 },
  rate_5: { rating: 5 },
  pick: { flag: 'picked' },
  reject: { flag: 'rejected' },
  unflag: { flag: null },
  label_red: { label: 'red' },
  label_orange: { label: 'orange' },
  label_yellow: { label: 'yellow' },
  label_green: { label: 'green' },
  label_blue: { label: 'blue' },
  label_purple: { label: 'purple' },
  label_none: { label: null },
} as const satisfies Partial<Record<CommandId, Partial<Marks>>>;

export type MarkCommand = keyof typeof marksOfCommand;

export function isMarkCommand(command: CommandId): command is MarkCommand {
  return Object.hasOwn(marksOfCommand, command);
}

/** In the order of the table. */
export const commandsOfSelection: readonly CommandId[] = commandIds.filter((id) => {
  const { ofSelection }: CommandKeys = commandKeys[id];
  return ofSelection === true;
});

export function keysOf(command: CommandId, isMac: boolean): readonly string[] {
  const { any = [], mac = [], other = [] }: CommandKeys = commandKeys[command];
  return [...any, ...(isMac ? mac : other)];
}
