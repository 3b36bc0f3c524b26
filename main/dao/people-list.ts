/** Who is on photos, for the page of people and for the inspector. */
import type {
  ContentHash,
  FaceId,
  FaceView,
  LocationId,
  People,
  Person,
  PersonFaces,
  PersonId,
  SuggestedPerson,
  TagId,
} from '../../preload/contract/model.js';
import type { FaceBox } from '../../preload/contract/face-square.js';
import { faceDistances, squaredDistance } from '../core/face-groups.js';
import { AppFailure } from '../db/failure.js';
import { prepare, preparePluck, snapshot } from '../db/open.js';
import type { ReadDb } from '../db/open.js';
import { hashOf, idList } from './columns.js';
import { sumOf } from './face-groups.js';
import { byName } from './tags.js';
import { turnOfPhoto } from './turns.js';

/** So many of those without a name are listed. */
const mostListed = 300;
const suggestedShown = 60;

/** Faces of a person that the user has said nothing of, on photos that do not bear the tag and are still in a library. */
const isSuggestedSql = `f.is_told = 0 AND EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = f.photo_id)
  AND NOT EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = f.photo_id AND t.tag_id = @tagId AND t.copy_of IS NULL)`;
const ofPersonSql = 'face_groups AS g CROSS JOIN photo_faces AS f ON f.group_id = g.id';

interface PersonRow {
  readonly id: PersonId;
  readonly faces: number;
  readonly isHidden: 0 | 1;
  readonly tagId: TagId | null;
  readonly tagName: string | null;
}

const peopleSql = `
  SELECT p.id, sum(g.faces) AS faces, p.is_hidden AS isHidden, t.id AS tagId, t.name AS tagName
  FROM face_groups AS g CROSS JOIN face_groups AS p ON p.id = g.person_id
  LEFT JOIN tags AS t ON t.id = p.tag_id AND t.deleted_at IS NULL`;

export function people(db: ReadDb): People {
  return snapshot(db, () => {
    const rows = prepare(
      db,
      `${peopleSql} WHERE g.faces > 0 GROUP BY p.id ORDER BY faces DESC, p.id`,
    ).all() as PersonRow[];
    const shown = rows.filter(({ isHidden }) => isHidden === 0);
    const unnamed = shown.filter(({ tagId }) => tagId === null);
    const once = unnamed.filter(({ faces }) => faces === 1);
    const likeness = new Likeness(db);
    const listed = (some: readonly PersonRow[]): readonly Person[] =>
      some.slice(0, mostListed).map((row) => personOf(db, row, likeness));
    return {
      named: shown
        .filter(({ tagId }) => tagId !== null)
        .map((row) => personOf(db, row, likeness))
        .sort((a, b) => byName({ name: a.tag?.name ?? '' }, { name: b.tag?.name ?? '' })),
      unnamed: listed(unnamed.filter(({ faces }) => faces > 1)),
      once: listed(once),
      onceCount: once.length,
      hidden: listed(rows.filter(({ isHidden }) => isHidden === 1)),
    };
  });
}

function personOf(db: ReadDb, { id, faces, isHidden, tagId, tagName }: PersonRow, likeness: Likeness): Person {
  const tag = tagId === null || tagName === null ? null : { id: tagId, name: tagName };
  return {
    id,
    tag,
    isHidden: isHidden === 1,
    faces,
    suggested: tagId === null || isHidden === 1 ? 0 : suggestedCount(db, id, tagId),
    best: bestFace(db, id),
    maybe: tag === null && isHidden === 0 ? likeness.of(id) : null,
  };
}

export const suggestedCountSql = `SELECT count(*) FROM ${ofPersonSql} WHERE g.person_id = @personId AND ${isSuggestedSql}`;

function suggestedCount(db: ReadDb, personId: PersonId, tagId: TagId): number {
  return preparePluck(db, suggestedCountSql).get({ personId, tagId }) as number;
}

interface FaceRow {
  readonly id: FaceId;
  readonly photoId: number;
  readonly contentHash: Buffer;
  readonly locationId: LocationId | null;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const faceColumns = `f.id, f.photo_id AS photoId, p.content_hash AS contentHash, f.x, f.y, f.width, f.height,
  (SELECT e.id FROM image_exif AS e WHERE e.photo_id = f.photo_id ORDER BY e.presence, e.id LIMIT 1) AS locationId`;

function viewOf(db: ReadDb, { photoId, contentHash, x, y, width, height, ...row }: FaceRow): FaceView {
  const hash: ContentHash = hashOf(contentHash);
  return { ...row, contentHash: hash, box: { x, y, width, height }, turn: turnOfPhoto(db, photoId) };
}

/** A file of the face's photo, one that is there before one that is not, and where in it the face is; null for none. */
export function facePlace(db: ReadDb, id: FaceId): { readonly locationId: LocationId; readonly box: FaceBox } | null {
  const row = prepare(
    db,
    `SELECT ${faceColumns} FROM photo_faces AS f CROSS JOIN photos AS p ON p.id = f.photo_id WHERE f.id = ?`,
  ).get(id) as FaceRow | undefined;
  if (row === undefined || row.locationId === null) return null;
  const { locationId, x, y, width, height } = row;
  return { locationId, box: { x, y, width, height } };
}

/** That of the person's largest group. */
function bestFace(db: ReadDb, personId: PersonId): FaceView | null {
  const row = prepare(
    db,
    `SELECT ${faceColumns} FROM (SELECT best_face_id AS id FROM face_groups
       WHERE person_id = ? AND best_face_id IS NOT NULL ORDER BY faces DESC, id LIMIT 1) AS best
     CROSS JOIN photo_faces AS f ON f.id = best.id CROSS JOIN photos AS p ON p.id = f.photo_id`,
  ).get(personId) as FaceRow | undefined;
  return row === undefined ? null : viewOf(db, row);
}

interface NamedGroup {
  readonly personId: PersonId;
  readonly tagName: string;
  readonly faces: number;
  readonly sum: Int32Array;
}

/** Whom people without a name look like, among those who have one. */
class Likeness {
  readonly #db: ReadDb;
  readonly #named: readonly NamedGroup[];
  readonly #best = new Map<PersonId, FaceView | null>();

  constructor(db: ReadDb) {
    this.#db = db;
    const rows = prepare(
      db,
      `SELECT g.person_id AS personId, t.name AS tagName, g.faces, g.sum FROM face_groups AS p INDEXED BY face_groups_tag
       CROSS JOIN tags AS t ON t.id = p.tag_id AND t.deleted_at IS NULL CROSS JOIN face_groups AS g ON g.person_id = p.id
       WHERE p.tag_id IS NOT NULL AND p.is_hidden = 0 AND p.person_id = p.id AND g.faces > 0 ORDER BY g.id`,
    ).all() as (Omit<NamedGroup, 'sum'> & { readonly sum: Buffer | null })[];
    this.#named = rows.map((row) => ({ ...row, sum: sumOf(row.sum) }));
  }

  of(personId: PersonId): Person['maybe'] {
    if (this.#named.length === 0) return null;
    const own = prepare(this.#db, 'SELECT faces, sum FROM face_groups WHERE person_id = ? AND faces > 0').all(
      personId,
    ) as { readonly faces: number; readonly sum: Buffer | null }[];
    const groups = own.map(({ faces, sum }) => ({ faces, sum: sumOf(sum) }));
    const near = this.#named
      .map((named) => ({ named, distance: Math.min(...groups.map((group) => squaredDistance(group, named))) }))
      .filter(({ distance }) => distance <= faceDistances.ask)
      .sort((a, b) => a.distance - b.distance);
    const found = near.find(({ named }) => !areApart(this.#db, personId, named.personId));
    if (found === undefined) return null;
    const { personId: otherId, tagName } = found.named;
    if (!this.#best.has(otherId)) this.#best.set(otherId, bestFace(this.#db, otherId));
    return { personId: otherId, tagName, best: this.#best.get(otherId) ?? null };
  }
}

function areApart(db: ReadDb, one: PersonId, other: PersonId): boolean {
  return (
    preparePluck(
      db,
      `SELECT 1 FROM face_groups AS a CROSS JOIN face_groups AS b ON b.person_id = @other
       WHERE a.person_id = @one AND EXISTS (SELECT 1 FROM face_groups_apart AS x
         WHERE x.one_id = min(a.id, b.id) AND x.other_id = max(a.id, b.id)) LIMIT 1`,
    ).get({ one, other }) !== undefined
  );
}

/** Throws an AppFailure `not_found`. */
export function personFaces(db: ReadDb, personId: PersonId, limit: number): PersonFaces {
  return snapshot(db, () => {
    const row = prepare(db, `${peopleSql} WHERE g.person_id = ? GROUP BY p.id`).get(personId) as PersonRow | undefined;
    if (row === undefined || row.faces === 0) {
      throw new AppFailure('not_found', 'This person is not there any more.', { personId });
    }
    const from = `FROM ${ofPersonSql} CROSS JOIN photos AS p ON p.id = f.photo_id WHERE g.person_id = @personId`;
    const parameters = { personId, tagId: row.tagId, limit: limit + 1 };
    const isOpen = row.tagId !== null && row.isHidden === 0;
    const suggested = isOpen
      ? (prepare(
          db,
          `SELECT ${faceColumns} ${from} AND ${isSuggestedSql} ORDER BY f.id LIMIT ${String(suggestedShown)}`,
        ).all({ personId, tagId: row.tagId }) as FaceRow[])
      : [];
    const others = prepare(
      db,
      `SELECT ${faceColumns} ${from} ${isOpen ? `AND NOT (${isSuggestedSql})` : ''} ORDER BY f.id DESC LIMIT @limit`,
    ).all(isOpen ? parameters : { personId, limit: limit + 1 }) as FaceRow[];
    return {
      person: personOf(db, row, new Likeness(db)),
      suggested: suggested.map((face) => viewOf(db, face)),
      faces: others.slice(0, limit).map((face) => viewOf(db, face)),
      hasMore: others.length > limit,
    };
  });
}

export const suggestedPeopleSql = `
  SELECT e.id AS locationId, f.id AS faceId, g.person_id AS personId, n.id AS tagId, n.name AS tagName
  FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value
  CROSS JOIN photo_faces AS f ON f.photo_id = e.photo_id AND f.is_told = 0
  CROSS JOIN face_groups AS g ON g.id = f.group_id CROSS JOIN face_groups AS p ON p.id = g.person_id AND p.is_hidden = 0
  CROSS JOIN tags AS n ON n.id = p.tag_id AND n.deleted_at IS NULL
  WHERE NOT EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = f.photo_id AND t.tag_id = n.id AND t.copy_of IS NULL)
  ORDER BY f.id`;

/** Named people whom faces on these photos look like, and who are not on them by tag; each once a photo. */
export function suggestedPeople(
  db: ReadDb,
  locationIds: readonly LocationId[],
): ReadonlyMap<LocationId, readonly SuggestedPerson[]> {
  const rows = prepare(db, suggestedPeopleSql).all({ ids: idList(locationIds) }) as (SuggestedPerson & {
    readonly locationId: LocationId;
  })[];
  const found = new Map<LocationId, SuggestedPerson[]>();
  for (const { locationId, ...suggestion } of rows) {
    const known = found.get(locationId) ?? [];
    if (known.every(({ personId }) => personId !== suggestion.personId)) known.push(suggestion);
    found.set(locationId, known);
  }
  return found;
}
