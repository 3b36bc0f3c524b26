/** For tests of everything that writes: whatever happened, the database is sound. */
import { checkDatabase } from '../db/check.js';
import type { ReadDb } from '../db/open.js';
import { selfCheckFindings } from '../reconcile/self-check.js';

/**
 * Throws with what was found when a kept number, a queue or a row contradicts the others, or SQLite finds damage.
 * Holds at any moment between transactions, before a reconcile as well as after it.
 */
export function expectSound(db: ReadDb): void {
  const findings = selfCheckFindings(db).map(({ what, kept, counted }) => `${what}: ${kept} kept, ${counted} counted`);
  const all = [...findings, ...checkDatabase(db, 0).findings];
  if (all.length > 0) throw new Error(`The database is not sound:\n${all.join('\n')}`);
}
