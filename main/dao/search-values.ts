/** Cameras and lenses that photos were taken with. */
import { preparePluck } from '../db/open.js';
import type { ReadDb } from '../db/open.js';

/** Maker and model in one, as `image_exif_camera` has it; NULL where there is no model. */
export function cameraLabelSql(alias: string): string {
  return `trim(coalesce(${alias}.camera_make, '') || ' ' || ${alias}.camera_model)`;
}

/** A jump to the next value instead of a walk through all rows. */
function distinctSql(value: string, index: string, condition: string): string {
  const from = `FROM image_exif AS e INDEXED BY ${index} WHERE ${condition}`;
  return `WITH RECURSIVE found (value) AS (
      SELECT min(${value}) ${from}
      UNION ALL SELECT (SELECT min(${value}) ${from} AND ${value} > found.value) FROM found WHERE found.value IS NOT NULL)
    SELECT value FROM found WHERE value IS NOT NULL`;
}

export function camerasKnown(db: ReadDb): readonly string[] {
  return preparePluck(
    db,
    distinctSql(cameraLabelSql('e'), 'image_exif_camera', 'e.camera_model IS NOT NULL'),
  ).all() as string[];
}

export function lensesKnown(db: ReadDb): readonly string[] {
  return preparePluck(db, distinctSql('e.lens_model', 'image_exif_lens', 'e.lens_model IS NOT NULL')).all() as string[];
}
