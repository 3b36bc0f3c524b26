/** Leads from photos known by a location to the grid: shows them, selected. */
import { call, type GridModel, type GridView, type LocationId } from '../../api/index.js';
import { fromSorted } from '../../lib/range-set.js';
import { sameView, showFilter, useView } from '../view/index.js';
import { IdIndex } from '../../lib/id-index.js';
import { setBits } from './remap.js';
import { usePhotos } from './store.js';

/** As many as one call takes. */
const CHUNK = 1000;

/** The whole list of a view, as soon as it is there; null when it cannot be had, or another view is shown meanwhile. */
function wholeModel(view: GridView): Promise<GridModel | null> {
  return new Promise((resolve) => {
    const check = (): boolean => {
      const { model, shownView, isLoading, error } = usePhotos.getState();
      const isLeft = !sameView(useView.getState().view, view);
      if (isLeft || error !== null) resolve(null);
      else if (!isLoading && model !== null && shownView !== null && sameView(shownView, view)) resolve(model);
      else return false;
      return true;
    };
    if (check()) return;
    const stop = usePhotos.subscribe(() => {
      if (check()) stop();
    });
  });
}

/** Marks the rows of these photos; the answer are those that stand in the list under no location of theirs. */
async function markRows(model: GridModel, ids: readonly LocationId[], chosen: Uint8Array): Promise<LocationId[]> {
  const index = new IdIndex(model.ids);
  const mark = (id: LocationId): boolean => {
    const row = index.rowOf(id);
    if (row >= 0) chosen[row] = 1;
    return row >= 0;
  };
  const others = ids.filter((id) => !mark(id));
  const left: LocationId[] = [];
  for (let from = 0; from < others.length; from += CHUNK) {
    const chunk = others.slice(from, from + CHUNK);
    const found = await call('successors', {
      photos: chunk.map((locationId) => ({ locationId, contentHash: null })),
    });
    chunk.forEach((id, at) => {
      if (found[at]?.some(mark) !== true) left.push(id);
    });
  }
  return left;
}

/**
 * Shows these photos among all, selected and in sight; those that are missing only when no other is there.
 * Answers how many were found.
 */
export async function revealPhotos(ids: readonly LocationId[]): Promise<number> {
  for (const filter of ['all', 'missing'] as const) {
    showFilter(filter);
    const model = await wholeModel(useView.getState().view);
    if (model === null) return 0;
    const chosen = new Uint8Array(model.ids.length);
    const left = await markRows(model, ids, chosen);
    if (left.length === ids.length || usePhotos.getState().model !== model) continue;
    const active = chosen.indexOf(1);
    usePhotos.setState(({ focusRequests }) => ({
      selection: fromSorted(setBits(chosen)),
      active,
      anchor: active,
      focusRequests: focusRequests + 1,
    }));
    return ids.length - left.length;
  }
  return 0;
}
