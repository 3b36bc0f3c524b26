import { useEffect, useLayoutEffect, useRef, type MouseEvent, type RefObject } from 'react';
import { GridFlag, thumbnailUrl, type LocationId } from '../../api/index.js';
import { formatCompact } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { hasIndex, type RangeSet } from '../../lib/range-set.js';
import { isolatedName } from '../../lib/visible-name.js';
import { classes } from '../../ui/index.js';
import { gridDetails, isMenuKey, openPhotoMenu, openPhotoMenuAt, useDetail, usePhotos } from '../photos/index.js';
import type { CityIndex } from './cities.js';
import { placeName } from './names.js';
import type { Cluster } from './point-index.js';
import type { MapScene, PlacedPhotos } from './scene.js';

interface MarkersProps {
  readonly scene: MapScene;
  readonly layer: RefObject<HTMLDivElement | null>;
  readonly surface: RefObject<HTMLDivElement | null>;
  /** Null while there are no clusters either. */
  readonly photos: PlacedPhotos | null;
  readonly clusters: readonly Cluster[];
  readonly cities: CityIndex | null;
  readonly onPick: (cluster: Cluster, event: MouseEvent) => void;
  readonly onOpen: (cluster: Cluster) => void;
}

/** Photos and clusters of them, as buttons in reading order over the canvas; the scene puts each where it stands. */
export function Markers({ scene, layer, surface, photos, clusters, cities, onPick, onOpen }: MarkersProps) {
  const selection = usePhotos((state) => state.selection);
  const active = usePhotos((state) => (state.selection.length > 0 ? state.active : -1));
  /** Where the marker with the keyboard stood: when it is gone, the nearest to there takes over. */
  const focusedAt = useRef<Pick<Cluster, 'x' | 'y'> | null>(null);
  useLayoutEffect(() => {
    scene.placed(clusters);
  }, [scene, clusters]);
  useLayoutEffect(() => {
    const at = focusedAt.current;
    if (at === null || document.activeElement !== document.body) return;
    let [nearest, least] = [-1, Infinity];
    clusters.forEach(({ x, y }, i) => {
      const distance = Math.hypot(x - at.x, y - at.y);
      if (distance < least) [nearest, least] = [i, distance];
    });
    const element = layer.current?.children.item(nearest);
    if (element instanceof HTMLElement) element.focus({ preventScroll: true });
    else surface.current?.focus({ preventScroll: true });
  }, [clusters, layer, surface]);
  useEffect(() => {
    gridDetails.want(clusters.map((cluster) => faceOf(photos, cluster).id).filter((id) => id !== null));
  }, [clusters, photos]);

  return (
    <div
      ref={layer}
      className="map-markers"
      role="group"
      aria-label={messages.map.markers}
      onBlur={(event) => {
        // An element that is taken out of the document loses the focus without anybody's will.
        if (event.target.isConnected && event.relatedTarget !== null) focusedAt.current = null;
      }}
    >
      {clusters.map((cluster) => {
        const { row, id } = faceOf(photos, cluster);
        return (
          <Marker
            key={cluster.key}
            cluster={cluster}
            id={id}
            row={row}
            place={placeName(cities, cluster)}
            isSelected={isSelected(selection, photos, cluster)}
            isActive={active >= 0 && cluster.count === 1 && row === active}
            onFocus={() => {
              focusedAt.current = cluster;
            }}
            onPick={onPick}
            onOpen={onOpen}
          />
        );
      })}
    </div>
  );
}

/** The photo that stands for all of them. */
function faceOf(
  photos: PlacedPhotos | null,
  { runs }: Cluster,
): { readonly row: number; readonly id: LocationId | null } {
  const row = photos?.index.faceOf(runs) ?? -1;
  return { row, id: (photos?.ids[row] as LocationId | undefined) ?? null };
}

const mostLookedAt = 64;

/** Some photo of it is selected; of a large cluster, some of those looked at. */
function isSelected(selection: RangeSet, photos: PlacedPhotos | null, { runs }: Cluster): boolean {
  if (selection.length === 0 || photos === null) return false;
  return runs.some(({ from, to }) => {
    const step = Math.max(1, Math.floor((to - from) / mostLookedAt));
    for (let i = from; i < to; i += step) if (hasIndex(selection, photos.index.rows[i] ?? -1)) return true;
    return false;
  });
}

interface MarkerProps {
  readonly cluster: Cluster;
  readonly id: LocationId | null;
  readonly row: number;
  readonly place: string;
  readonly isSelected: boolean;
  readonly isActive: boolean;
  readonly onFocus: () => void;
  readonly onPick: (cluster: Cluster, event: MouseEvent) => void;
  readonly onOpen: (cluster: Cluster) => void;
}

function Marker(props: MarkerProps) {
  const { cluster, id, row, place, isSelected: selected, isActive, onFocus, onPick, onOpen } = props;
  const { count } = cluster;
  const detail = useDetail(id ?? (0 as LocationId));
  const name = detail === null ? '' : isolatedName(detail.title ?? detail.fileName);
  const flags = usePhotos((state) => state.model?.flags[row] ?? 0);
  const label = count === 1 ? messages.map.photo(name, place) : messages.map.cluster(count, place);
  return (
    <button
      type="button"
      className={classes('map-marker', selected && 'map-marker-selected', isActive && 'map-marker-active')}
      aria-label={selected ? messages.map.selectedMarker(label) : label}
      title={label}
      data-testid="marker"
      data-count={count}
      onFocus={onFocus}
      onClick={(event) => {
        onPick(cluster, event);
      }}
      onDoubleClick={(event) => {
        event.stopPropagation();
        if (count === 1) onOpen(cluster);
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        if (count === 1) openPhotoMenu(row, event.clientX, event.clientY);
      }}
      onKeyDown={(event) => {
        if (isMenuKey(event) && count === 1) {
          event.preventDefault();
          openPhotoMenuAt(row, event.currentTarget);
          return;
        }
        if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        event.stopPropagation();
        onOpen(cluster);
      }}
    >
      {detail?.hasThumbnail === true && detail.contentHash !== null ? (
        <img
          src={thumbnailUrl(detail.contentHash)}
          alt=""
          decoding="async"
          draggable={false}
          className={(flags & GridFlag.missing) === 0 ? undefined : 'map-marker-missing'}
        />
      ) : null}
      {count === 1 ? null : <span className="map-marker-count">{formatCompact(count)}</span>}
    </button>
  );
}
