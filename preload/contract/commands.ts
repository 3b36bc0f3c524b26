/** What the window can be told to do: by its menu, by keys, and from its list of commands. */

/**
 * The keys of each command, the ones that menus and lists show first. `Mod` is Command on a Mac and Ctrl elsewhere; the
 * last part is a `KeyboardEvent.key`. A command of one plain key is not heard while somebody writes.
 */
export const commandKeys = {
  commands: { any: ['Mod+K'] },
  settings: { any: ['Mod+,'] },
  add_library: { any: ['Mod+O'] },
  scan_all: { any: ['Mod+R'] },
  toggle_work: { any: [] },
  tag: { any: ['T', 'Mod+T'] },
  copy_tags: { any: ['Mod+Shift+C'] },
  paste_tags: { any: ['Mod+Shift+V'] },
  generate_insights: { any: ['Mod+I'] },
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
  shortcuts: { any: ['?', 'F1'] },
} as const satisfies Readonly<Record<string, CommandKeys>>;

interface CommandKeys {
  readonly any?: readonly string[];
  readonly mac?: readonly string[];
  readonly other?: readonly string[];
}

export type CommandId = keyof typeof commandKeys;

export const commandIds = Object.keys(commandKeys) as readonly CommandId[];

export function keysOf(command: CommandId, isMac: boolean): readonly string[] {
  const { any = [], mac = [], other = [] }: CommandKeys = commandKeys[command];
  return [...any, ...(isMac ? mac : other)];
}
