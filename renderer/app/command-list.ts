/** What the list of commands offers, and what of it fits what was typed. */
import {
  commandIds,
  languageChoices,
  type AlbumSummary,
  type CommandId,
  type LanguageChoice,
  type GridOrder,
  type LibrarySummary,
  type LocationId,
  type TagSummary,
  type ViewCounts,
} from '../api/index.js';
import { groupings, sortKeys, type HealthPart, type SettingsTab } from '../features/view/index.js';
import { commandCaps } from '../lib/keys.js';
import { messages } from '../lib/messages.js';
import { foldName, rankOf } from '../lib/name-match.js';

/** A list of the Health page. */
type HealthList = Exclude<HealthPart, 'overview'>;

export type Action =
  | { readonly kind: 'command'; readonly command: CommandId }
  | { readonly kind: 'sort'; readonly by: GridOrder['by'] }
  | { readonly kind: 'group'; readonly group: GridOrder['group'] }
  | { readonly kind: 'turn_order' }
  | { readonly kind: 'view'; readonly filter: keyof ViewCounts }
  | { readonly kind: 'library'; readonly library: LibrarySummary }
  | { readonly kind: 'scan'; readonly library: LibrarySummary }
  | { readonly kind: 'album'; readonly album: AlbumSummary }
  | { readonly kind: 'tag'; readonly tag: TagSummary }
  | { readonly kind: 'tag_with'; readonly tag: TagSummary }
  | { readonly kind: 'settings'; readonly tab: SettingsTab }
  | { readonly kind: 'health'; readonly part: HealthList }
  | { readonly kind: 'language'; readonly choice: LanguageChoice };

export interface Entry {
  /** The same over restarts, as long as what it is about is there. */
  readonly id: string;
  readonly title: string;
  /** What kind of thing it is; empty for a command. */
  readonly kind: string;
  /** Keys that do the same, as they are written on keyboards; none for most. */
  readonly keys: readonly string[];
  readonly action: Action;
  /** Folded; all that it is found by, the title first. */
  readonly names: readonly string[];
}

export interface Offer {
  readonly libraries: readonly LibrarySummary[];
  readonly tags: readonly TagSummary[];
  readonly albums: readonly AlbumSummary[];
  readonly selected: readonly LocationId[];
  readonly isMac: boolean;
}

const views: readonly (keyof ViewCounts)[] = ['all', 'untagged', 'missing', 'problems'];
const settingsTabs = {
  libraries: messages.settings.libraries,
  work: messages.work.title,
  own_model: messages.ownModel.title,
  backups: messages.backups.title,
  general: messages.settings.general,
  about: messages.settings.about,
} as const satisfies Record<SettingsTab, string>;
const healthParts = {
  ambiguous: messages.health.ambiguousTitle,
  replaced: messages.health.replacedTitle,
  silent: messages.health.silentTitle,
  duplicates: messages.health.duplicatesTitle,
  left_out: messages.health.leftOutTitle,
} as const satisfies Record<HealthList, string>;

function entry(action: Action, idOf: string | number, title: string, kind: string): Entry {
  const names = [title, ...(kind === '' ? [] : [`${kind} ${title}`])];
  return { id: `${action.kind}:${String(idOf)}`, title, kind, keys: [], action, names: names.map(foldName) };
}

function commandEntry(command: CommandId, isMac: boolean): Entry {
  const { titles, also } = messages.commands;
  const plain = entry({ kind: 'command', command }, command, titles[command], '');
  const others = also[command] === '' ? [] : [foldName(`${titles[command]} ${also[command]}`)];
  return { ...plain, keys: commandCaps(command, isMac), names: [...plain.names, ...others] };
}

/** Who cannot read the window's language finds it by its name in another one. */
function languageEntry(choice: LanguageChoice): Entry {
  const { languages } = messages.settings;
  const { language, alsoLanguage } = messages.commands;
  const plain = entry({ kind: 'language', choice }, choice, languages[choice], language);
  return { ...plain, names: [...plain.names, foldName(`${alsoLanguage} ${languages[choice]}`)] };
}

/** Everything that can be asked for now. */
export function entriesOf({ libraries, tags, albums, selected, isMac }: Offer): readonly Entry[] {
  const { commands } = messages;
  return [
    ...commandIds.filter((command) => command !== 'commands').map((command) => commandEntry(command, isMac)),
    ...views.map((filter) => entry({ kind: 'view', filter }, filter, messages.view[filter], commands.view)),
    ...sortKeys.map((by) => entry({ kind: 'sort', by }, by, messages.order.by[by], messages.order.sort)),
    entry({ kind: 'turn_order' }, '', messages.order.turn, ''),
    ...groupings.map((group) =>
      entry({ kind: 'group', group }, group, messages.order.groups[group], messages.order.group),
    ),
    ...libraries.map((library) => entry({ kind: 'library', library }, library.id, library.name, commands.library)),
    ...albums.map((album) => entry({ kind: 'album', album }, album.id, album.name, commands.album)),
    ...tags.map((tag) => entry({ kind: 'tag', tag }, tag.id, tag.name, commands.tag)),
    ...(selected.length === 0
      ? []
      : tags.map((tag) => entry({ kind: 'tag_with', tag }, tag.id, tag.name, commands.tagWith))),
    ...libraries.map((library) => entry({ kind: 'scan', library }, library.id, commands.scan(library.name), '')),
    ...Object.entries(settingsTabs).map(([tab, title]) =>
      entry({ kind: 'settings', tab: tab as SettingsTab }, tab, title, commands.settingsTab),
    ),
    ...Object.entries(healthParts).map(([part, title]) =>
      entry({ kind: 'health', part: part as HealthList }, part, title, commands.healthPart),
    ),
    ...languageChoices.map(languageEntry),
  ];
}

export interface Group {
  /** Null for what was found, which needs none. */
  readonly title: string | null;
  readonly entries: readonly Entry[];
}

const mostFound = 40;
const mostRecent = 5;

/** Nothing typed: what was used last, then all commands. Else what fits, best first, in one group. */
export function find(entries: readonly Entry[], text: string, recent: readonly string[]): readonly Group[] {
  const wanted = foldName(text);
  const { commands } = messages;
  if (wanted === '') {
    const used = recent
      .map((id) => entries.find((candidate) => candidate.id === id))
      .filter((candidate) => candidate !== undefined)
      .slice(0, mostRecent);
    const rest = entries.filter((candidate) => candidate.action.kind === 'command' && !used.includes(candidate));
    return [
      { title: commands.recent, entries: used },
      { title: commands.all, entries: rest },
    ].filter((group) => group.entries.length > 0);
  }
  const found = entries
    .map((candidate, at) => ({ candidate, at, rank: bestRank(candidate, wanted), used: usedRank(candidate, recent) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank || a.used - b.used || a.at - b.at)
    .slice(0, mostFound)
    .map(({ candidate }) => candidate);
  return found.length === 0 ? [] : [{ title: null, entries: found }];
}

/** What is found by its second name comes after all that is found by its first. */
function bestRank({ names }: Entry, wanted: string): number {
  const ranks = names.map((name, at) => ({ rank: rankOf(name, wanted), at }));
  const fitting = ranks.filter(({ rank }) => rank >= 0).map(({ rank, at }) => rank + at * 5);
  return fitting.length === 0 ? -1 : Math.min(...fitting);
}

function usedRank({ id }: Entry, recent: readonly string[]): number {
  const at = recent.indexOf(id);
  return at === -1 ? recent.length : at;
}

const mostRemembered = 20;

export function withUsed(recent: readonly string[], id: string): readonly string[] {
  return [id, ...recent.filter((other) => other !== id)].slice(0, mostRemembered);
}
