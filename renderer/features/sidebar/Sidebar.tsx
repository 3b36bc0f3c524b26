import {
  Album,
  CalendarDays,
  CalendarHeart,
  CircleAlert,
  Ellipsis,
  FileX,
  FolderSearch,
  HeartPulse,
  History,
  Images,
  Map as MapIcon,
  Plus,
  Settings,
  Sparkles,
  SquareStack,
  TagX,
  UsersRound,
} from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { AlbumSummary, LibrarySummary, ViewCounts } from '../../api/index.js';
import { formatCount } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { ActionMenu, IconButton } from '../../ui/index.js';
import { ActivityArea } from '../activity/index.js';
import { addToAlbum, albumCount, albumMenuItems, askAboutAlbum, useAlbums } from '../albums/index.js';
import { onThisDayView, openCalendar, useCalendar } from '../calendar/index.js';
import { thingsToLookAt, useHealth } from '../health/index.js';
import { openHistory } from '../history/index.js';
import { AvailabilityDot, availabilityWord, useLibraries } from '../libraries/index.js';
import { openMap } from '../map/index.js';
import { openPeople } from '../people/index.js';
import { usePhotoDrop, usePhotos } from '../photos/index.js';
import { openAlbum, shownSearch, useSearch } from '../search/index.js';
import {
  allPhotos,
  openPage,
  openPanel,
  showHealth,
  showLibrary,
  showView,
  useView,
  type Page,
} from '../view/index.js';
import { Item } from './Item.js';
import { TagItems } from './TagItems.js';
import './sidebar.css';

export function Sidebar() {
  return (
    <nav className="sidebar" aria-label={messages.sidebar.label} data-testid="sidebar">
      <div className="sidebar-list scroll">
        <PhotoItems />
        <LibraryItems />
        <AlbumItems />
        <TagItems />
      </div>
      <ActivityArea />
      <div className="sidebar-foot">
        <HealthItem />
        <PageButton
          page="history"
          name={messages.history.title}
          icon={<History size={15} />}
          onShow={() => {
            openHistory(null);
          }}
        />
        <PageButton
          page="insightList"
          name={messages.sidebar.insights}
          icon={<Sparkles size={15} />}
          onShow={() => {
            openPage('insightList');
          }}
        />
        <PageButton
          page="suggestions"
          name={messages.suggestions.title}
          icon={<SquareStack size={15} />}
          onShow={() => {
            openPage('suggestions');
          }}
        />
        <button
          type="button"
          className="sidebar-item"
          onClick={() => {
            openPanel('settings');
          }}
        >
          <Settings size={15} />
          <span className="sidebar-name">{messages.sidebar.settings}</span>
        </button>
      </div>
    </nav>
  );
}

function HealthItem() {
  const health = useHealth((state) => state.health);
  const isCurrent = useView((state) => state.page === 'health');
  const libraries = useLibraries((state) => state.libraries);
  const count = health === null || libraries === null ? 0 : thingsToLookAt(health, libraries);
  return (
    <button
      type="button"
      className="sidebar-item"
      aria-label={messages.health.item(count)}
      data-testid="health-item"
      {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
      onClick={() => {
        showHealth();
      }}
    >
      <HeartPulse size={15} />
      <span className="sidebar-name">{messages.health.title}</span>
      {count === 0 ? null : <span className="sidebar-badge">{formatCount(count)}</span>}
    </button>
  );
}

function PhotoItems() {
  const counts = usePhotos((state) => state.counts);
  const current = useView((state) => state.view.filter);
  const item = (filter: keyof ViewCounts, icon: ReactNode): ReactNode => (
    <Item
      view={{ ...allPhotos, filter }}
      name={messages.view[filter]}
      label={messages.sidebar.item(messages.view[filter], counts?.[filter] ?? null)}
      icon={icon}
      count={counts?.[filter] ?? null}
      onShow={() => {
        showView({ ...allPhotos, filter });
      }}
    />
  );
  return (
    <ul className="sidebar-group" aria-label={messages.grid.label}>
      {item('all', <Images size={15} />)}
      <PageItem
        page="map"
        name={messages.map.title}
        icon={<MapIcon size={15} />}
        onShow={() => {
          openMap();
        }}
      />
      <PageItem
        page="calendar"
        name={messages.calendar.title}
        icon={<CalendarDays size={15} />}
        onShow={openCalendar}
      />
      <OnThisDayItem />
      <PageItem page="people" name={messages.people.title} icon={<UsersRound size={15} />} onShow={openPeople} />
      {item('untagged', <TagX size={15} />)}
      {(counts?.missing ?? 0) > 0 || current === 'missing' ? item('missing', <FileX size={15} />) : null}
      {(counts?.problems ?? 0) > 0 || current === 'problems' ? item('problems', <CircleAlert size={15} />) : null}
    </ul>
  );
}

interface PageButtonProps {
  readonly page: Page;
  readonly name: string;
  readonly icon: ReactNode;
  readonly onShow: () => void;
}

function PageButton({ page, name, icon, onShow }: PageButtonProps) {
  const isCurrent = useView((state) => state.page === page);
  return (
    <button
      type="button"
      className="sidebar-item"
      {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
      onClick={() => {
        onShow();
      }}
    >
      {icon}
      <span className="sidebar-name">{name}</span>
    </button>
  );
}

/** The photos of the view that is shown, in another way. */
function PageItem(props: PageButtonProps) {
  return (
    <li className="sidebar-line">
      <PageButton {...props} />
    </li>
  );
}

/** Only on days on which there is something to see. */
function OnThisDayItem() {
  const found = useCalendar((state) => state.onThisDay);
  if (found === null || found.photos === 0) return null;
  const view = onThisDayView(allPhotos, found.todayMs);
  return (
    <Item
      view={view}
      name={messages.calendar.onThisDay}
      label={messages.sidebar.item(messages.calendar.onThisDay, found.photos)}
      icon={<CalendarHeart size={15} />}
      count={found.photos}
      onShow={() => {
        showView(view);
      }}
    />
  );
}

function LibraryItems() {
  const libraries = useLibraries((state) => state.libraries);
  return (
    <div className="sidebar-group">
      <div className="sidebar-heading">
        <h2 id="sidebar-libraries">{messages.sidebar.libraries}</h2>
        <IconButton
          label={messages.sidebar.addLibrary}
          className="sidebar-add"
          onPress={() => {
            openPanel('settings');
          }}
        >
          <Plus size={14} />
        </IconButton>
      </div>
      <ul aria-labelledby="sidebar-libraries">
        {(libraries ?? []).map((library) => (
          <LibraryItem key={library.id} library={library} />
        ))}
      </ul>
    </div>
  );
}

function LibraryItem({ library }: { readonly library: LibrarySummary }) {
  const { state, message } = library.availability;
  const { id, name, photoCount, lossGuard } = library;
  const isHeldBack = lossGuard !== null;
  const word = isHeldBack ? messages.libraries.lossBadge : availabilityWord(library.availability);
  return (
    <Item
      view={{ libraryId: id, tagId: null, filter: 'all' }}
      name={name}
      label={messages.sidebar.libraryItem(name, photoCount, word)}
      icon={
        <span className="sidebar-dot">
          <AvailabilityDot state={isHeldBack ? 'suspect' : state} />
        </span>
      }
      count={photoCount}
      isDim={state !== 'online'}
      title={
        isHeldBack
          ? messages.libraries.lossTitle(lossGuard.count, lossGuard.total)
          : message === ''
            ? library.rootPath
            : message
      }
      onShow={() => {
        showLibrary(id);
      }}
    />
  );
}

function AlbumItems() {
  const albums = useAlbums((state) => state.albums);
  return (
    <div className="sidebar-group">
      <div className="sidebar-heading">
        <h2 id="sidebar-albums">{messages.albums.heading}</h2>
        <IconButton
          label={messages.albums.create}
          className="sidebar-add"
          onPress={() => {
            askAboutAlbum({ kind: 'create', locationIds: [] });
          }}
        >
          <Plus size={14} />
        </IconButton>
      </div>
      {albums?.length === 0 ? <p className="sidebar-hint">{messages.albums.none}</p> : null}
      <ul aria-labelledby="sidebar-albums">
        {(albums ?? []).map((album) => (
          <AlbumItem key={album.id} album={album} />
        ))}
      </ul>
    </div>
  );
}

function AlbumItem({ album }: { readonly album: AlbumSummary }) {
  const [isOpen, setIsOpen] = useState(false);
  const searchCounts = useAlbums((state) => state.searchCounts);
  const isSearching = useView((state) => state.view.query !== undefined);
  const isSaved = useSearch((state) => state.saved === album.id);
  const { query } = album;
  const count = albumCount(album, searchCounts);
  const drop = usePhotoDrop((locationIds) => {
    void addToAlbum(album, locationIds);
  });
  return (
    <Item
      view={query === null ? { ...allPhotos, albumId: album.id } : { ...allPhotos, query }}
      name={album.name}
      label={query === null ? messages.sidebar.item(album.name, count) : messages.search.savedAlbum(album.name, count)}
      icon={query === null ? <Album size={14} /> : <FolderSearch size={14} />}
      count={count}
      {...(query === null ? { drop } : { title: shownSearch(query), isShown: isSearching && isSaved })}
      onShow={() => {
        openAlbum(album);
      }}
      onContextMenu={() => {
        setIsOpen(true);
      }}
      menu={
        <ActionMenu
          className="sidebar-more"
          label={messages.tags.more(album.name)}
          isOpen={isOpen}
          onOpenChange={setIsOpen}
          items={albumMenuItems(album)}
        >
          <Ellipsis size={14} />
        </ActionMenu>
      }
    />
  );
}
