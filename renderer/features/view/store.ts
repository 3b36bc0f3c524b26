/** Which photos are shown and how the window is laid out. */
import { create } from 'zustand';
import type { AlbumId, GridBounds, GridOrder, GridView, LibraryId, LocationId, TagId } from '../../api/index.js';
import { remember, remembered, rememberedTexts, takeNote } from '../../lib/storage.js';
import { kindOfView, orderFrom, orderTexts, sameOrder, usualOrder } from './order.js';

/** Pixels of the thumbnails' rows. */
export const ROW_HEIGHT = { min: 96, max: 360, step: 8, initial: 184 } as const;

/** Widths of the panes beside the photos, in pixels. */
export const PANES = {
  sidebar: { min: 180, max: 400, step: 16, initial: 232 },
  inspector: { min: 264, max: 560, step: 16, initial: 320 },
} as const;
export type Pane = keyof typeof PANES;

export type Panel = 'none' | 'settings' | 'shortcuts' | 'commands';
/** What fills the middle of the window. */
export type Page =
  'photos' | 'map' | 'calendar' | 'history' | 'health' | 'tags' | 'insightList' | 'suggestions' | 'people';
/** The whole Health page, or one of its lists. */
export type HealthPart = 'overview' | 'ambiguous' | 'replaced' | 'silent' | 'duplicates' | 'left_out';
export type SettingsTab = 'libraries' | 'work' | 'own_model' | 'backups' | 'general' | 'about';

interface ViewState {
  readonly view: GridView;
  readonly rowHeight: number;
  readonly paneWidths: Readonly<Record<Pane, number>>;
  readonly sidebarOpen: boolean;
  readonly inspectorOpen: boolean;
  readonly filterBarOpen: boolean;
  readonly panel: Panel;
  readonly settingsTab: SettingsTab;
  readonly page: Page;
  readonly healthPart: HealthPart;
}

/** Before a window was loaded anew out of its settings it left a note, to be there again. */
export const generalNote = 'general';
const isBackInSettings = takeNote(generalNote);

function heldWidth(pane: Pane, wanted: number): number {
  return Math.min(PANES[pane].max, Math.max(PANES[pane].min, wanted));
}

function rememberedWidth(pane: Pane): number {
  return heldWidth(pane, remembered<number>(`${pane}Width`, PANES[pane].initial));
}

export function setPaneWidth(pane: Pane, wanted: number = PANES[pane].initial): void {
  const width = heldWidth(pane, wanted);
  remember(`${pane}Width`, width);
  useView.setState(({ paneWidths }) => ({ paneWidths: { ...paneWidths, [pane]: width } }));
}

export const allPhotos: GridView = { libraryId: null, tagId: null, filter: 'all' };

/** An album and a stack stand as their user has them, what is alike by how much. */
export function hasOwnOrder({ albumId, likeLocationId, stackOf }: GridView): boolean {
  return albumId !== undefined || likeLocationId !== undefined || stackOf !== undefined;
}

/** A view without an order gets the one that was chosen last for its kind, unless it has its own. */
function ordered(view: GridView): GridView {
  if (view.order !== undefined || hasOwnOrder(view)) return view;
  const order = orderFrom(rememberedTexts(`order.${kindOfView(view)}`));
  return order === null ? view : { ...view, order };
}

export const useView = create<ViewState>(() => ({
  view: ordered(allPhotos),
  rowHeight: remembered<number>('rowHeight', ROW_HEIGHT.initial),
  paneWidths: { sidebar: rememberedWidth('sidebar'), inspector: rememberedWidth('inspector') },
  sidebarOpen: remembered<boolean>('sidebarOpen', true),
  inspectorOpen: remembered<boolean>('inspectorOpen', true),
  filterBarOpen: remembered<boolean>('filterBarOpen', false),
  panel: isBackInSettings ? 'settings' : 'none',
  settingsTab: isBackInSettings ? 'general' : 'libraries',
  page: 'photos',
  healthPart: 'overview',
}));

/** The same photos, in whatever order. */
export function sameView(a: GridView, b: GridView): boolean {
  return (
    a.libraryId === b.libraryId &&
    a.tagId === b.tagId &&
    a.filter === b.filter &&
    a.albumId === b.albumId &&
    a.minRating === b.minRating &&
    a.flag === b.flag &&
    a.label === b.label &&
    a.query === b.query &&
    a.from === b.from &&
    a.to === b.to &&
    a.monthDays?.join() === b.monthDays?.join() &&
    a.likeLocationId === b.likeLocationId &&
    a.stackOf === b.stackOf &&
    sameBounds(a.bounds, b.bounds)
  );
}

type MarkFilter = { readonly [F in 'minRating' | 'flag' | 'label']?: GridView[F] | undefined };

export function hasMarkFilter({ minRating, flag, label }: GridView): boolean {
  return minRating !== undefined || flag !== undefined || label !== undefined;
}

/** The place that a view is of, whatever it is narrowed to. */
export function withoutMarkFilter({ minRating: _minRating, flag: _flag, label: _label, ...view }: GridView): GridView {
  return view;
}

/** What is named is narrowed anew; undefined takes a narrowing back. */
export function narrowView(filter: MarkFilter): void {
  useView.setState(({ view }) => {
    const { minRating, flag, label } = { ...view, ...filter };
    return {
      view: {
        ...withoutMarkFilter(view),
        ...(minRating === undefined ? {} : { minRating }),
        ...(flag === undefined ? {} : { flag }),
        ...(label === undefined ? {} : { label }),
      },
    };
  });
}

export function toggleFilterBar(): void {
  const filterBarOpen = !useView.getState().filterBarOpen;
  remember('filterBarOpen', filterBarOpen);
  // What is narrowed out of sight would be missed.
  useView.setState(({ view }) => ({
    filterBarOpen,
    view: filterBarOpen || !hasMarkFilter(view) ? view : withoutMarkFilter(view),
  }));
}

function sameBounds(a: GridBounds | undefined, b: GridBounds | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.west === b.west && a.south === b.south && a.east === b.east && a.north === b.north;
}

/** The same photos in the same order. */
export function sameList(a: GridView, b: GridView): boolean {
  return sameView(a, b) && sameOrder(a.order, b.order);
}

/** Pages on which the photos of the view are shown, and chosen among. */
export function showsPhotos(page: Page): boolean {
  return page === 'photos' || page === 'map';
}

export function showView(view: GridView): void {
  useView.setState((state) => ({ view: sameView(view, state.view) ? state.view : ordered(view), page: 'photos' }));
}

export function setOrder(change: (order: GridOrder) => GridOrder): void {
  const { view } = useView.getState();
  if (hasOwnOrder(view)) return;
  const order = change(view.order ?? usualOrder);
  remember(`order.${kindOfView(view)}`, orderTexts(order));
  useView.setState({ view: { ...view, order } });
}

export function showHealth(healthPart: HealthPart = 'overview'): void {
  useView.setState({ page: 'health', healthPart });
}

/** Views that only the Health page leads to: they have no item of their own in the sidebar. */
const healthFilters: ReadonlySet<GridView['filter']> = new Set([
  'unreadable',
  'duplicates',
  'replaced',
  'ambiguous',
  'changed_silently',
]);

export function isHealthView(view: GridView): boolean {
  return healthFilters.has(view.filter);
}

export function showFilter(filter: GridView['filter']): void {
  showView({ libraryId: null, tagId: null, filter });
}

export function showLibrary(libraryId: LibraryId): void {
  showView({ libraryId, tagId: null, filter: 'all' });
}

export function showTag(tagId: TagId): void {
  showView({ libraryId: null, tagId, filter: 'all' });
}

export function showAlbum(albumId: AlbumId): void {
  showView({ ...allPhotos, albumId });
}

/** What was shown before photos like one, or those of a stack, were. */
let beforeAside: GridView | null = null;

function showAside(wanted: GridView): void {
  const { view } = useView.getState();
  if (view.likeLocationId === undefined && view.stackOf === undefined) beforeAside = view;
  showView(wanted);
}

/** Photos that look like the one at this location. */
export function showLike(likeLocationId: LocationId): void {
  showAside({ ...allPhotos, likeLocationId });
}

/** The photos of the stack that the one at this location is in, each by itself. */
export function showStack(stackOf: LocationId): void {
  showAside({ ...allPhotos, stackOf, order: { ...usualOrder, group: 'none' } });
}

export function leaveAside(): void {
  showView(beforeAside ?? allPhotos);
  beforeAside = null;
}

/** An album is gone: the view is of all photos, and the page stays. */
export function leaveAlbum(gone: AlbumId): void {
  useView.setState(({ view }) => (view.albumId === gone ? { view: allPhotos } : {}));
}

/** A tag is gone: the view of it is that of another one, or of all photos; the page stays. */
export function leaveTags(gone: readonly TagId[], to: TagId | null): void {
  useView.setState((state) =>
    state.view.tagId !== null && gone.includes(state.view.tagId) ? { view: ordered({ ...allPhotos, tagId: to }) } : {},
  );
}

export function setRowHeight(wanted: number): void {
  const stepped = Math.round(wanted / ROW_HEIGHT.step) * ROW_HEIGHT.step;
  const rowHeight = Math.min(ROW_HEIGHT.max, Math.max(ROW_HEIGHT.min, stepped));
  remember('rowHeight', rowHeight);
  useView.setState({ rowHeight });
}

/** About a fifth larger or smaller. */
const zoomFactor = 1.2;

export function zoom(direction: 'in' | 'out' | 'reset'): void {
  const { rowHeight } = useView.getState();
  if (direction === 'reset') setRowHeight(ROW_HEIGHT.initial);
  else setRowHeight(direction === 'in' ? rowHeight * zoomFactor : rowHeight / zoomFactor);
}

export function toggleSidebar(): void {
  const sidebarOpen = !useView.getState().sidebarOpen;
  remember('sidebarOpen', sidebarOpen);
  useView.setState({ sidebarOpen });
}

export function toggleInspector(isOpen = !useView.getState().inspectorOpen): void {
  remember('inspectorOpen', isOpen);
  useView.setState({ inspectorOpen: isOpen });
}

export function openPanel(panel: Panel, settingsTab: SettingsTab = 'libraries'): void {
  useView.setState({ panel, settingsTab });
}

export function showSettingsTab(settingsTab: SettingsTab): void {
  useView.setState({ settingsTab });
}

export function openPage(page: Page): void {
  useView.setState({ page });
}
