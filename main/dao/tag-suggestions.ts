/** Which tags somebody may want to give next, from what is around the photos in time, in space, and in meaning. */
import type { LocationId, TagId, TagSuggestion } from '../../preload/contract/model.js';
import { prepare, preparePluck, snapshot } from '../db/open.js';
import type { ReadDb } from '../db/open.js';
import { idList } from './columns.js';
import { summariesOf, tagsOfLocations } from './tagged-photo.js';

type Reason = TagSuggestion['reason'];

/** So many photos stand for a selection; of more, these are looked at whole. */
const mostAnchors = 12;
/** Photos looked at around them: enough to know a day, few enough to be quick. */
const mostNeighbours = 1500;
const mostCompanions = 400;
const mostBorne = 6;
const recentEdits = 200;
const mostSuggested = 24;
/** About a kilometre. */
const nearbyDegrees = 0.01;
const dayMs = 86_400_000;

/** How much each reason says. A tag on all photos of the same day is the likeliest. */
const weights: Readonly<Record<Reason, number>> = { day: 1, place: 0.9, with: 0.7, recent: 0.5 };
/** The last tag used, the one before, and so on. */
const recentDecay = 0.8;

/** A tag, and the share of the photos around that bear it, 0 to 1. */
interface Hint {
  readonly tagId: TagId;
  readonly reason: Reason;
  readonly share: number;
  readonly withTagId: TagId | null;
}

/**
 * For a selection, or some photos of it: tags that not all of these bear, the likeliest first, each with what speaks for it
 * most. Looks at some thousands of photos at the most, however many there are.
 */
export function suggestedTags(db: ReadDb, locationIds: readonly LocationId[]): TagSuggestion[] {
  return snapshot(db, () => {
    const anchors = spread(locationIds, mostAnchors);
    const bearers = tagsOfLocations(db, anchors);
    const borne = countsOf([...bearers.values()].flatMap((tags) => tags.map(({ id }) => id)));
    const hints = [...ofDays(db, anchors), ...ofPlaces(db, anchors), ...companions(db, borne), ...recent(db)];
    const onAll = new Set([...borne].filter(([, count]) => count >= bearers.size).map(([id]) => id));
    const ranked = rank(hints.filter(({ tagId }) => !onAll.has(tagId)));
    const tags = summariesOf(
      db,
      new Set(ranked.flatMap(({ tagId, withTagId }) => (withTagId === null ? [tagId] : [tagId, withTagId]))),
    );
    return ranked.flatMap(({ tagId, reason, withTagId }) => {
      const tag = tags.get(tagId);
      const withName = withTagId === null ? null : (tags.get(withTagId)?.name ?? null);
      return tag === undefined ? [] : [{ tag, reason, withName }];
    });
  });
}

/** The first, the last and those evenly between. */
function spread<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  return Array.from({ length: most }, (_, i) => list[Math.round((i * (list.length - 1)) / (most - 1))]).filter(
    (item) => item !== undefined,
  );
}

function countsOf(ids: readonly TagId[]): ReadonlyMap<TagId, number> {
  const counts = new Map<TagId, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

function rank(hints: readonly Hint[]): readonly Hint[] {
  const scores = new Map<TagId, { best: Hint; score: number }>();
  for (const hint of hints) {
    const own = weights[hint.reason] * hint.share;
    const known = scores.get(hint.tagId);
    if (known === undefined) scores.set(hint.tagId, { best: hint, score: own });
    else {
      const isBetter = own > weights[known.best.reason] * known.best.share;
      scores.set(hint.tagId, { best: isBetter ? hint : known.best, score: known.score + own });
    }
  }
  return [...scores.values()]
    .sort((a, b) => b.score - a.score || a.best.tagId - b.best.tagId)
    .slice(0, mostSuggested)
    .map(({ best }) => best);
}

interface Share {
  readonly tagId: TagId;
  readonly share: number;
}

/** Of the photos that a query finds, tagged ones: how many of them bear each tag. */
function sharesSql(found: string): string {
  return `WITH around AS MATERIALIZED (SELECT DISTINCT photo_id FROM (${found}) WHERE photo_id IS NOT NULL),
      pairs AS MATERIALIZED (SELECT DISTINCT t.tag_id, t.photo_id FROM around
        CROSS JOIN tagged_photo AS t ON t.photo_id = around.photo_id AND t.copy_of IS NULL)
    SELECT tag_id AS tagId, 1.0 * count(*) / (SELECT count(DISTINCT photo_id) FROM pairs) AS share
    FROM pairs GROUP BY tag_id`;
}

/** Days as the wall clock has them, where the photos were taken. */
function ofDays(db: ReadDb, anchors: readonly LocationId[]): readonly Hint[] {
  const days = preparePluck(
    db,
    `SELECT DISTINCT CAST(floor(1.0 * e.sort_time_ms / ${dayMs}) AS INTEGER)
     FROM json_each(?) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value ORDER BY 1 DESC LIMIT 3`,
  ).all(idList(anchors)) as number[];
  const shares = prepare(
    db,
    sharesSql(`SELECT e.photo_id FROM image_exif AS e INDEXED BY image_exif_grid
      WHERE e.sort_time_ms >= @from AND e.sort_time_ms < @to AND e.presence < 2 LIMIT ${mostNeighbours}`),
  );
  return days.flatMap((day) =>
    (shares.all({ from: day * dayMs, to: (day + 1) * dayMs }) as Share[]).map((share) => hint(share, 'day')),
  );
}

function ofPlaces(db: ReadDb, anchors: readonly LocationId[]): readonly Hint[] {
  const places = prepare(
    db,
    `SELECT DISTINCT round(e.latitude, 2) AS latitude, round(e.longitude, 2) AS longitude
     FROM json_each(?) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value
     WHERE e.latitude IS NOT NULL AND e.longitude IS NOT NULL LIMIT 3`,
  ).all(idList(anchors)) as { readonly latitude: number; readonly longitude: number }[];
  const shares = prepare(
    db,
    sharesSql(`SELECT e.photo_id FROM image_exif AS e INDEXED BY image_exif_position
      WHERE e.latitude BETWEEN @latitude - ${nearbyDegrees} AND @latitude + ${nearbyDegrees}
        AND e.longitude BETWEEN @longitude - @width AND @longitude + @width LIMIT ${mostNeighbours}`),
  );
  return places.flatMap(({ latitude, longitude }) => {
    // Degrees of longitude are shorter away from the equator.
    const width = nearbyDegrees / Math.max(0.1, Math.cos((latitude * Math.PI) / 180));
    return (shares.all({ latitude, longitude, width }) as Share[]).map((share) => hint(share, 'place'));
  });
}

/** What photos with the same tags bear besides; those with the highest numbers, which came last. */
function companions(db: ReadDb, borne: ReadonlyMap<TagId, number>): readonly Hint[] {
  const shares = prepare(
    db,
    sharesSql(`SELECT DISTINCT photo_id FROM tagged_photo WHERE tag_id = @tagId AND photo_id IS NOT NULL
      ORDER BY photo_id DESC LIMIT ${mostCompanions}`),
  );
  const most = [...borne].sort(([, a], [, b]) => b - a).slice(0, mostBorne);
  return most.flatMap(([withTagId]) =>
    (shares.all({ tagId: withTagId }) as Share[])
      .filter(({ tagId }) => tagId !== withTagId)
      .map((share) => ({ ...hint(share, 'with'), withTagId })),
  );
}

function recent(db: ReadDb): readonly Hint[] {
  const ids = preparePluck(
    db,
    `SELECT tag_id FROM (SELECT d.id, d.tag_id, d.action FROM edits AS d
       WHERE d.made_by = 'user' AND d.role = 'do' ORDER BY d.id DESC LIMIT ${recentEdits})
     WHERE action = 'tag_added' AND EXISTS (SELECT 1 FROM tags AS t WHERE t.id = tag_id AND t.deleted_at IS NULL)
     GROUP BY tag_id ORDER BY max(id) DESC LIMIT ${mostSuggested}`,
  ).all() as TagId[];
  return ids.map((tagId, i) => hint({ tagId, share: recentDecay ** i }, 'recent'));
}

function hint({ tagId, share }: Share, reason: Reason): Hint {
  return { tagId, share, reason, withTagId: null };
}
