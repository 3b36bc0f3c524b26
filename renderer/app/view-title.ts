import { useAlbums } from '../features/albums/index.js';
import { libraryById, useLibraries } from '../features/libraries/index.js';
import { useSaved } from '../features/search/index.js';
import { useTags } from '../features/tags/index.js';
import { useView } from '../features/view/index.js';
import type { GridView } from '../api/index.js';
import { formatMonthDay, formatWallDate } from '../lib/format.js';
import { messages } from '../lib/messages.js';

export function useViewTitle(): string {
  const view = useView((state) => state.view);
  const library = useLibraries((state) => libraryById(state.libraries, view.libraryId)?.name);
  const tag = useTags((state) => state.tags.find((candidate) => candidate.id === view.tagId)?.name);
  const chosen = useAlbums((state) => state.albums?.find(({ id }) => id === view.albumId)?.name);
  const saved = useSaved();
  const album =
    saved === null ? chosen : saved.isChanged ? messages.search.changed(saved.album.name) : saved.album.name;
  const page = useView((state) => state.page);
  if (page === 'tags') return messages.tagManager.title;
  if (page !== 'photos') return messages[page].title;
  if (view.likeLocationId !== undefined) return messages.like.title;
  if (view.stackOf !== undefined) return messages.stacks.title;
  const search = view.query === undefined ? undefined : messages.search.title;
  const what = album ?? search ?? library ?? tag ?? messages.view[view.filter];
  const isAll =
    album === undefined && search === undefined && library === undefined && tag === undefined && view.filter === 'all';
  return narrowed(view, what, isAll);
}

/** What a map or a calendar made of a view. */
function narrowed(view: GridView, what: string, isAll: boolean): string {
  const { map, calendar } = messages;
  if (view.bounds !== undefined) return isAll ? map.area : map.areaOf(what);
  const [first] = view.monthDays ?? [];
  if (first !== undefined) {
    // Any leap year has every day.
    const day = formatMonthDay(Date.UTC(2000, Math.floor(first / 100) - 1, first % 100));
    const when = view.to === undefined ? calendar.everyYearOf(day) : calendar.earlierYears(day);
    return isAll ? when : `${what}, ${when}`;
  }
  if (view.from === undefined) return what;
  return isAll ? formatWallDate(view.from) : `${what}, ${formatWallDate(view.from)}`;
}
