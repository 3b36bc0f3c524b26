/** Where photos were taken: the positions of their locations, whatever view they are in. */
import type { LocationId, MapPoints } from '../../preload/contract/model.js';
import { preparePluck, prepareRaw, snapshot } from '../db/open.js';
import type { ReadDb } from '../db/open.js';
import { idList } from './columns.js';

const stripPhotos = 100_000;

/** Of these locations, those that have a position; null: of all, copies and all, straight from the index. */
export function mapPoints(db: ReadDb, locationIds: readonly LocationId[] | null, stripRows = stripPhotos): MapPoints {
  return snapshot(db, () => (locationIds === null ? allPoints(db, stripRows) : pointsOf(db, locationIds)));
}

function pointsOf(db: ReadDb, locationIds: readonly LocationId[]): MapPoints {
  const rows = prepareRaw(
    db,
    `SELECT e.id, e.latitude, e.longitude FROM json_each(?) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value
     WHERE e.latitude IS NOT NULL AND e.longitude IS NOT NULL`,
  ).all(idList(locationIds)) as [id: number, latitude: number, longitude: number][];
  return {
    ids: Int32Array.from(rows, ([id]) => id),
    latitudes: Float64Array.from(rows, ([, latitude]) => latitude),
    longitudes: Float64Array.from(rows, ([, , longitude]) => longitude),
  };
}

/** Whole millionths of a degree, a tenth of a metre, travel cheaper than fractions. */
const unit = 1_000_000;

/** A strip of latitude comes as three JSON texts: a row object for each of a million rows costs more than SQLite does. */
function allPoints(db: ReadDb, stripRows: number): MapPoints {
  const strip = prepareRaw(
    db,
    `SELECT json_group_array(id), json_group_array(CAST(round(latitude * ${unit}) AS INTEGER)),
       json_group_array(CAST(round(longitude * ${unit}) AS INTEGER))
     FROM image_exif INDEXED BY image_exif_position
     WHERE latitude IS NOT NULL AND latitude > @south AND latitude <= @north AND longitude IS NOT NULL`,
  );
  const edge = preparePluck(
    db,
    `SELECT latitude FROM image_exif INDEXED BY image_exif_position
     WHERE latitude IS NOT NULL AND latitude > @south ORDER BY latitude LIMIT 1 OFFSET @others`,
  );
  const pages: (readonly [number[], number[], number[]])[] = [];
  let south = -91;
  while (south < 91) {
    const north = (edge.get({ south, others: stripRows - 1 }) as number | undefined) ?? 91;
    const texts = strip.get({ south, north }) as [string, string, string];
    const [ids, latitudes, longitudes] = texts.map((text) => JSON.parse(text) as number[]);
    pages.push([ids ?? [], latitudes ?? [], longitudes ?? []]);
    south = north;
  }
  return joined(pages);
}

function joined(pages: readonly (readonly [number[], number[], number[]])[]): MapPoints {
  const count = pages.reduce((sum, [ids]) => sum + ids.length, 0);
  const points = {
    ids: new Int32Array(count),
    latitudes: new Float64Array(count),
    longitudes: new Float64Array(count),
  };
  let at = 0;
  for (const [ids, latitudes, longitudes] of pages) {
    for (let i = 0; i < ids.length; i++, at++) {
      points.ids[at] = ids[i] ?? 0;
      points.latitudes[at] = (latitudes[i] ?? 0) / unit;
      points.longitudes[at] = (longitudes[i] ?? 0) / unit;
    }
  }
  return points;
}
