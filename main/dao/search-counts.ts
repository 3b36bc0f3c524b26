/** How many photos those searches find that are kept as albums. */
import type { AlbumId, GridView, SearchCount } from '../../preload/contract/model.js';
import { yieldToCalls } from '../db/in-steps.js';
import { prepare } from '../db/open.js';
import type { ReadDb } from '../db/open.js';
import { idList } from './columns.js';
import { photosUpTo } from './grid.js';
import { noContext } from './search-plan.js';
import type { SearchContext } from './search-plan.js';

interface Counted {
  /** The database then, and what was away. */
  readonly state: string;
  readonly photoCount: number;
}

const allPhotos: GridView = { libraryId: null, tagId: null, filter: 'all' };

/**
 * Remembers the counts as long as nothing is written: to go through a million photos takes up to a second a search. `db`
 * only reads: what its own connection writes would go unnoticed.
 */
export class SearchCounts {
  readonly #db: ReadDb;
  #known: ReadonlyMap<string, Counted> = new Map();

  constructor(db: ReadDb) {
    this.#db = db;
  }

  /** Between two searches the thread does what else it is asked for. */
  async now(context: SearchContext = noContext): Promise<readonly SearchCount[]> {
    const searches = prepare(
      this.#db,
      'SELECT id, query FROM albums WHERE deleted_at IS NULL AND query IS NOT NULL ORDER BY id',
    ).all() as { readonly id: AlbumId; readonly query: string }[];
    const counted = new Map<string, Counted>();
    for (const { query } of searches) {
      if (counted.has(query)) continue;
      const version = this.#db.pragma('data_version', { simple: true }) as number;
      const state = `${version} ${idList(context.away)}`;
      const known = this.#known.get(query);
      if (known?.state === state) {
        counted.set(query, known);
        continue;
      }
      const photoCount = photosUpTo(this.#db, { ...allPhotos, query }, Number.MAX_SAFE_INTEGER, context);
      counted.set(query, { state, photoCount });
      await yieldToCalls();
    }
    this.#known = counted;
    return searches.map(({ id, query }) => ({ albumId: id, photoCount: counted.get(query)?.photoCount ?? 0 }));
  }
}
