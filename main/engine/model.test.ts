/**
 * The real engine, on real folders, beside a world written down naively: whatever people do to files and drives, tags
 * and insights are where they belong. A run is a seed; KEEPSIGHT_MODEL_SEED repeats one, KEEPSIGHT_MODEL_STEPS sets its
 * length. docs/reliability.md says how long runs went.
 */
import { cpSync, existsSync, linkSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { blake3 } from '@napi-rs/blake-hash';
import { expect, test } from 'vitest';
import type { EditId, InsightId, LibraryId, LocationId, LossGuard, TagSummary } from '../../preload/contract/model.js';
import { insightsOfLocation } from '../dao/photo-insights.js';
import { tagsOfLocations } from '../dao/tagged-photo.js';
import { listTags } from '../dao/tags.js';
import { closeDb, openReadDb, openWriteDb } from '../db/open.js';
import type { ReadDb } from '../db/open.js';
import { migrationNames, upSql } from '../testing/database.js';
import { EngineProcess } from '../testing/engine-process.js';
import { temporaryFolder } from '../testing/files.js';
import { NaiveWorld } from '../testing/naive-world.js';
import type { NaiveInsight, SeenFile } from '../testing/naive-world.js';
import { editedPicture, testPictures } from '../testing/pictures.js';
import { random } from '../testing/random.js';
import type { Random } from '../testing/random.js';
import { expectSound } from '../testing/sound.js';

const steps = Number(process.env['KEEPSIGHT_MODEL_STEPS'] ?? 100);
const seed = Number(process.env['KEEPSIGHT_MODEL_SEED'] ?? Date.now() % 1_000_000);
const pictures = testPictures(14);
const tagNames = ['Sea', 'Hills', 'Anna', 'Keep', 'Winter'];
/** More files than this are not made: the more places a few bytes have, the more there is to get wrong. */
const maxFiles = 60;

interface Root {
  readonly id: LibraryId;
  path: string;
}

class Run {
  readonly world = new NaiveWorld((bytes) => this.#bytesOf(bytes).length);
  readonly done: string[] = [];
  /** What was done to which file, for the message of a run that fails. */
  readonly trace: string[] = [];
  readonly #folder = temporaryFolder();
  readonly #engine = new EngineProcess(join(this.#folder, 'data'));
  readonly #random: Random;
  readonly #roots = new Map<number, Root>();
  readonly #hashes = new Map<string, string>();
  #db: ReadDb | null = null;
  #names = 0;
  /** Each file written gets a time of its own, long ago: nothing has to settle. */
  #fileTime = 1_500_000_000;
  #isReading = true;

  constructor(random: Random) {
    this.#random = random;
  }

  get engine(): EngineProcess {
    return this.#engine;
  }

  async start(): Promise<void> {
    await this.#engine.start();
    this.#db = openReadDb(this.#engine.options.databasePath);
    if (!this.#isReading) await this.#engine.call('setPaused', { paused: true });
  }

  async stop(): Promise<void> {
    if (this.#db !== null) closeDb(this.#db);
    this.#db = null;
    await this.#engine.stop();
  }

  async #kill(): Promise<void> {
    if (this.#db !== null) closeDb(this.#db);
    this.#db = null;
    await this.#engine.kill();
  }

  get #reader(): ReadDb {
    if (this.#db === null) throw new Error('The engine does not run.');
    return this.#db;
  }

  // ---------------------------------------------------------------- the disk

  #makeRoot(): string {
    const path = join(this.#folder, `Library ${this.#roots.size + 1}`);
    mkdirSync(path);
    return path;
  }

  #enter(id: LibraryId, path: string): void {
    this.#roots.set(id, { id, path });
    this.world.libraries.set(id, { id, disk: new Map(), isOnline: true });
    // An empty root of a library that holds files is not believed: one file always stays.
    this.#write(id, 'first.jpg', `${id}.0`);
  }

  async addLibrary(): Promise<void> {
    const path = this.#makeRoot();
    const { id } = await this.#engine.call('addLibrary', { rootPath: path });
    this.#enter(id, path);
  }

  /** What an app of long ago left behind: tags and insights by path, and nothing hashed. */
  leaveOldDatabase(libraryCount: number): void {
    const db = openWriteDb(this.#engine.options.databasePath);
    const [oldest = ''] = migrationNames();
    db.exec(upSql(oldest));
    const library = db.prepare('INSERT INTO libraries (name, root_path, created_time) VALUES (?, ?, 0) RETURNING id');
    const location = db.prepare('INSERT INTO image_exif (library_id, rel_path) VALUES (?, ?)');
    const tagged = db.prepare('INSERT INTO tagged_photo (rel_path, tag_id, created_time) VALUES (?, ?, 0)');
    const insight = db.prepare(
      `INSERT INTO photo_insights (library_id, rel_path, title, summary, generated_at, model_version)
       VALUES (?, ?, ?, '', ?, '1')`,
    );
    const tagIds = tagNames.map(
      (name) =>
        db.prepare('INSERT INTO tags (name, created_time) VALUES (?, 0) RETURNING id').pluck().get(name) as number,
    );
    for (let n = 0; n < libraryCount; n++) {
      const path = this.#makeRoot();
      const id = library.pluck().get(`Library ${n + 1}`, path) as LibraryId;
      this.#enter(id, path);
      for (let i = 0; i < 4; i++) this.#write(id, `${i}.jpg`, `${this.#random.below(pictures.length)}.0`);
      for (const relPath of this.#disk(id).keys()) {
        location.run(id, relPath);
        this.world.oldPlaces.add(`${id}/${relPath}`);
        // A clock that was wrong, or right.
        const generatedAt =
          this.#random.pick([1_700_000_000_000, 1_700_000_000_000, 5, 4_000_000_000_000]) + this.#names++;
        insight.run(id, relPath, relPath, generatedAt);
        this.world.storeAtPlace(`${generatedAt} ${relPath}`, id, relPath, generatedAt);
      }
    }
    for (const relPath of ['first.jpg', '0.jpg', '1.jpg']) {
      const tag = this.#random.below(tagNames.length);
      tagged.run(relPath, tagIds[tag]);
      this.world.atPlaces.push({ library: null, path: relPath, tag: tagNames[tag] ?? '' });
    }
    closeDb(db);
  }

  #root(id: number): Root {
    const root = this.#roots.get(id);
    if (root === undefined) throw new Error(`No library ${id}`);
    return root;
  }

  /** Where its files are now, plugged in or not. */
  #pathOf(library: number, path: string): string {
    const root = this.#root(library).path;
    return join(existsSync(root) ? root : `${root} unplugged`, path);
  }

  #bytesOf(bytes: string): Buffer {
    const [picture, edit] = bytes.split('.').map(Number);
    return editedPicture(pictures[picture ?? 0] ?? Buffer.alloc(0), edit ?? 0);
  }

  #hashOf(bytes: string): string {
    let hash = this.#hashes.get(bytes);
    if (hash === undefined) this.#hashes.set(bytes, (hash = blake3(this.#bytesOf(bytes)).toString('hex')));
    return hash;
  }

  #disk(library: number): Map<string, { bytes: string; file: number }> {
    const found = this.world.libraries.get(library);
    if (found === undefined) throw new Error(`No library ${library}`);
    return found.disk;
  }

  /** Through a new file that takes the old one's name, as careful editors do, or into the file itself. */
  #write(library: number, path: string, bytes: string): void {
    const target = this.#pathOf(library, path);
    mkdirSync(dirname(target), { recursive: true });
    const known = this.#disk(library).get(path);
    const isSafeSave = known !== undefined && this.#random.chance(0.5);
    const written = isSafeSave ? `${target}.part` : target;
    writeFileSync(written, this.#bytesOf(bytes));
    this.#age(written);
    if (isSafeSave) {
      this.#bury(target);
      renameSync(written, target);
    }
    this.#disk(library).set(path, { bytes, file: ++this.#names });
    this.trace.push(`write ${library}/${path} ${bytes}`);
  }

  #age(path: string): void {
    const time = this.#fileTime++;
    utimesSync(path, time, time);
  }

  #newPath(): string {
    const folder = this.#random.chance(0.4) ? '' : `${this.#random.pick(['a', 'b', 'a/deep', 'c'])}/`;
    return `${folder}${++this.#names}.jpg`;
  }

  #files(): { library: number; path: string; bytes: string; file: number }[] {
    return [...this.world.libraries.values()].flatMap(({ id, disk }) =>
      [...disk].map(([path, file]) => ({ library: id, path, ...file })),
    );
  }

  #someFile(): { library: number; path: string; bytes: string; file: number } {
    return this.#random.pick(this.#files());
  }

  #someLibrary(): number {
    return this.#random.pick([...this.world.libraries.keys()]);
  }

  #add(): void {
    if (this.#files().length >= maxFiles) return;
    const picture = this.#random.below(pictures.length);
    this.#write(this.#someLibrary(), this.#newPath(), `${picture}.${this.#random.below(3)}`);
  }

  #copy(): void {
    if (this.#files().length >= maxFiles) return;
    const { library, path, bytes } = this.#someFile();
    const target = this.#someLibrary();
    const name = this.#newPath();
    const to = this.#pathOf(target, name);
    mkdirSync(dirname(to), { recursive: true });
    cpSync(this.#pathOf(library, path), to, { preserveTimestamps: this.#random.chance(0.5) });
    this.#disk(target).set(name, { bytes, file: ++this.#names });
    this.trace.push(`copy ${library}/${path} to ${target}/${name} ${bytes}`);
  }

  #move(): void {
    const { library, path } = this.#someFile();
    this.#rename(library, path, this.#someLibrary(), this.#newPath());
  }

  #rename(library: number, path: string, target: number, name: string): void {
    const file = this.#disk(library).get(path);
    if (file === undefined || path === 'first.jpg') return;
    const to = this.#pathOf(target, name);
    mkdirSync(dirname(to), { recursive: true });
    renameSync(this.#pathOf(library, path), to);
    this.#disk(library).delete(path);
    this.#disk(target).set(name, file);
    this.trace.push(`move ${library}/${path} to ${target}/${name} ${file.bytes}`);
  }

  /** A folder and all that is below it, within its library or to another one. */
  #moveTree(): void {
    const folder = this.#random.pick(['a', 'b', 'c']);
    const library = this.#someLibrary();
    const target = this.#someLibrary();
    const name = `${this.#random.pick(['a', 'b', 'c'])}/moved ${++this.#names}`;
    for (const path of [...this.#disk(library).keys()]) {
      if (path.startsWith(`${folder}/`)) this.#rename(library, path, target, `${name}/${path}`);
    }
  }

  #remove(): void {
    const { library, path } = this.#someFile();
    if (path === 'first.jpg') return;
    this.#bury(this.#pathOf(library, path));
    rmSync(this.#pathOf(library, path));
    this.#disk(library).delete(path);
    this.trace.push(`remove ${library}/${path}`);
  }

  /** Keeps the file's number in use: with the number and the time of another, a copy could not be told from a move. */
  #bury(path: string): void {
    const graves = join(this.#folder, 'graves');
    mkdirSync(graves, { recursive: true });
    linkSync(path, join(graves, `${++this.#names}`));
  }

  #edit(): void {
    const { library, path, bytes } = this.#someFile();
    const picture = bytes.split('.')[0] ?? '0';
    this.#write(library, path, `${picture}.${this.#random.below(5)}`);
  }

  #replace(): void {
    const { library, path } = this.#someFile();
    this.#write(library, path, `${this.#random.below(pictures.length)}.${this.#random.below(3)}`);
  }

  #plug(): void {
    const library = this.world.libraries.get(this.#someLibrary());
    if (library === undefined) return;
    const { path } = this.#root(library.id);
    if (library.isOnline) renameSync(path, `${path} unplugged`);
    else renameSync(`${path} unplugged`, path);
    library.isOnline = !library.isOnline;
    this.trace.push(`${library.isOnline ? 'plug in' : 'unplug'} ${library.id}`);
  }

  /** Out of Keepsight and in again: as if it had never been away. */
  async #removeAndAdd(): Promise<void> {
    const library = this.world.libraries.get(this.#someLibrary());
    if (library?.isOnline !== true) return;
    const { id, path } = this.#root(library.id);
    await this.#engine.call('removeLibrary', { libraryId: id });
    this.world.forget(id);
    this.check();
    const again = await this.#engine.call('addLibrary', { rootPath: path });
    expect(again.id, 'the library that was removed').toBe(id);
  }

  async #relocate(): Promise<void> {
    const library = this.world.libraries.get(this.#someLibrary());
    if (library?.isOnline !== true) return;
    const root = this.#root(library.id);
    const path = join(this.#folder, `Moved ${++this.#names}`);
    renameSync(root.path, path);
    root.path = path;
    // Of a small library every file may have been edited meanwhile; the user says that it is the one.
    await this.#engine.call('relocateLibrary', { libraryId: root.id, rootPath: path, acceptMismatch: true });
  }

  // ---------------------------------------------------------------- the user

  #locationOf(file: SeenFile): LocationId {
    const id = this.#reader
      .prepare('SELECT id FROM image_exif WHERE library_id = ? AND rel_path = ?')
      .pluck()
      .get(file.library, file.path) as LocationId | undefined;
    if (id === undefined) throw new Error(`The engine does not know ${file.library}/${file.path}.`);
    return id;
  }

  #selection(): SeenFile[] {
    const count = this.#random.pick([1, 1, 2, 5]);
    return Array.from({ length: count }, () => this.#random.pick(this.world.seen));
  }

  async #tag(): Promise<void> {
    const files = this.#selection();
    const name = this.#random.pick(tagNames);
    await this.#engine.call('tagPhotos', { locationIds: files.map((file) => this.#locationOf(file)), name });
    this.world.tag(files, name);
    this.#note(`tag ${name}`, files);
  }

  #note(what: string, files: readonly SeenFile[]): void {
    this.trace.push(
      `${what}: ${files.map(({ library, path, bytes }) => `${library}/${path} ${bytes ?? ''}`).join(', ')}`,
    );
  }

  async #untag(): Promise<void> {
    const files = this.#selection();
    const tag = this.#someTag();
    if (tag === undefined) return;
    const locationIds = files.map((file) => this.#locationOf(file));
    await this.#engine.call('untagPhotos', { locationIds, tagId: tag.id });
    this.world.untag(files, tag.name);
    this.#note(`untag ${tag.name}`, files);
  }

  async #tagCopies(): Promise<void> {
    const files = this.#selection().filter(({ bytes }) => bytes !== null);
    if (files.length === 0) return;
    const name = this.#random.pick(tagNames);
    const locationIds = files.map((file) => this.#locationOf(file));
    await this.#engine.call('tagPhotos', { locationIds, name, scope: 'copy' });
    this.world.tagCopies(files, name);
    this.#note(`tag copies ${name}`, files);
  }

  async #untagCopies(): Promise<void> {
    const files = this.#selection().filter(({ bytes }) => bytes !== null);
    const tag = this.#someTag();
    if (tag === undefined || files.length === 0) return;
    const locationIds = files.map((file) => this.#locationOf(file));
    await this.#engine.call('untagPhotos', { locationIds, tagId: tag.id, scope: 'copy' });
    this.world.untagCopies(files, tag.name);
    this.#note(`untag copies ${tag.name}`, files);
  }

  async #setScope(): Promise<void> {
    const [file] = this.#selection();
    const tag = this.#someTag();
    if (tag === undefined || file === undefined || file.bytes === null) return;
    const scope = this.#random.pick(['copy', 'photo'] as const);
    const edit = await this.#engine.call('setTagScope', { locationId: this.#locationOf(file), tagId: tag.id, scope });
    expect(edit.editId !== null, 'the scope was changed').toBe(this.world.setScope(file, tag.name, scope));
    this.#note(`scope ${scope} ${tag.name}`, [file]);
  }

  #someTag(): TagSummary | undefined {
    return listTags(this.#reader).find(({ name }) => name === this.#random.pick(tagNames));
  }

  async #undo(): Promise<void> {
    const call = this.#random.chance(0.6) ? 'undo' : 'redo';
    const index = call === 'undo' ? this.world.toUndo : this.world.toRedo;
    const outcome = await this.#engine.call(call, {});
    expect(outcome !== null, `${call} found something to do`).toBe(index >= 0);
    if (index >= 0) this.world.takeBack(index);
    this.trace.push(`${call} edit ${index}`);
  }

  async #undoAny(): Promise<void> {
    const open = this.world.edits.flatMap(({ isUndone }, index) => (isUndone ? [] : [index]));
    if (open.length === 0) return;
    const index = this.#random.pick(open);
    const editId = this.#editIds()[index];
    if (editId === undefined) throw new Error('The engine does not know this edit.');
    await this.#engine.call('undoEdit', { editId });
    this.world.takeBack(index);
    this.trace.push(`take back edit ${index}`);
  }

  #editIds(): EditId[] {
    return this.#reader.prepare("SELECT id FROM edits WHERE made_by = 'user' ORDER BY id").pluck().all() as EditId[];
  }

  #readable(): SeenFile[] {
    return this.world.seen.filter(({ bytes, isMissing }) => bytes !== null && !isMissing);
  }

  async #generate(): Promise<void> {
    const candidates = this.#readable();
    if (candidates.length === 0) return;
    const file = this.#random.pick(candidates);
    const locationId = this.#locationOf(file);
    const before = new Set(insightsOfLocation(this.#reader, locationId).map(({ id }) => id));
    // The one job there is: its end may arrive together with its id.
    const ended = this.#engine.next('jobEnded');
    await this.#engine.call('generateInsights', { target: { locationIds: [locationId] }, scope: 'all' });
    await ended;
    const added = insightsOfLocation(this.#reader, locationId).find(({ id }) => !before.has(id));
    if (added === undefined) throw new Error('No insight was written.');
    this.world.store(keyOf(added), file.bytes ?? '', added.generatedAtMs, added.pinnedAtMs !== null);
  }

  #someInsight(): { readonly id: InsightId; readonly insight: NaiveInsight } | null {
    const file = this.#random.pick(this.world.seen);
    if (file.bytes === null) return null;
    const insights = insightsOfLocation(this.#reader, this.#locationOf(file));
    if (insights.length === 0) return null;
    const chosen = this.#random.pick(insights);
    const insight = this.world.historyOf(file.bytes).find(({ key }) => key === keyOf(chosen));
    return insight === undefined ? null : { id: chosen.id, insight };
  }

  async #chooseInsight(): Promise<void> {
    const found = this.#someInsight();
    if (found === null) return;
    await this.#engine.call('makeInsightCurrent', { insightId: found.id });
    this.world.makeCurrent(found.insight);
  }

  async #unpin(): Promise<void> {
    const found = this.#someInsight();
    if (found === null) return;
    await this.#engine.call('unpinInsight', { insightId: found.id });
    this.world.unpin(found.insight);
  }

  async #deleteInsight(): Promise<void> {
    const found = this.#someInsight();
    if (found === null) return;
    await this.#engine.call('deleteInsight', { insightId: found.id });
    this.world.delete(found.insight);
  }

  /** Now and then the machine is taken from under the engine while it works; what was answered must be there after. */
  async #crash(): Promise<void> {
    if (this.#random.chance(0.5)) {
      void this.#engine.tryCall('scanLibrary', { libraryId: null });
      await new Promise((resolve) => setTimeout(resolve, this.#random.below(400)));
    }
    await this.#kill();
    await this.start();
  }

  async #restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async #pause(): Promise<void> {
    this.#isReading = !this.#isReading;
    await this.#engine.call('setPaused', { paused: !this.#isReading });
    this.trace.push(this.#isReading ? 'resume' : 'pause');
  }

  /** Half of a library goes at once: nothing may be believed before the user was asked. */
  async #loseMany(): Promise<void> {
    const library = this.world.libraries.get(this.#someLibrary());
    if (library?.isOnline !== true) return;
    const only = [...library.disk].filter(
      ([path, { bytes }]) =>
        path !== 'first.jpg' &&
        this.#files().filter((file) => file.bytes === bytes).length === 1 &&
        this.world.at(library.id, path)?.bytes === bytes,
    );
    if (only.length < 6 || only.length * 3 < library.disk.size) return;
    const away = join(this.#folder, `taken away ${++this.#names}`);
    for (const [path] of only) {
      mkdirSync(dirname(join(away, path)), { recursive: true });
      renameSync(this.#pathOf(library.id, path), join(away, path));
    }
    await this.#scanned();
    await this.#scanned();
    const isHeldBack = (): boolean => this.#heldBack().some(({ id }) => id === library.id);
    await this.#until('the loss is held back', isHeldBack);
    const missing = this.#reader
      .prepare(
        'SELECT count(*) FROM image_exif WHERE library_id = ? AND presence = 2 AND rel_path IN (SELECT value FROM json_each(?))',
      )
      .pluck()
      .get(library.id, JSON.stringify(only.map(([path]) => path)));
    expect(missing, 'files taken as missing before the user was asked').toBe(0);
    if (this.#random.chance(0.5)) {
      for (const [path] of only) renameSync(join(away, path), this.#pathOf(library.id, path));
      await this.#scanned();
      await this.#until('the guard lifts when the files are back', () => !isHeldBack());
    } else {
      await this.#engine.call('settleLoss', { libraryId: library.id as LibraryId, accept: true });
      for (const [path] of only) library.disk.delete(path);
    }
  }

  // ---------------------------------------------------------------- both together

  async #until(what: string, holds: () => boolean): Promise<void> {
    const deadline = Date.now() + 60_000;
    while (!holds()) {
      if (Date.now() > deadline) throw new Error(`Waited in vain until ${what}.\n${this.#engine.logged.join('\n')}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  #heldBack(): { readonly id: LibraryId; readonly guard: string }[] {
    return this.#reader.prepare('SELECT id, loss_guard AS guard FROM libraries WHERE loss_guard IS NOT NULL').all() as {
      id: LibraryId;
      guard: string;
    }[];
  }

  #scansEndedAt(): number[] {
    const online = [...this.world.libraries.values()].filter(({ isOnline }) => isOnline).map(({ id }) => id);
    const rows = this.#reader
      .prepare(
        `SELECT coalesce(last_scan ->> 'finishedAtMs', 0) FROM libraries WHERE id IN (SELECT value FROM json_each(?))`,
      )
      .pluck()
      .all(JSON.stringify(online)) as number[];
    return rows;
  }

  async #scanned(): Promise<void> {
    const askedAtMs = Date.now();
    await new Promise((resolve) => setTimeout(resolve, 2));
    await this.#engine.call('scanLibrary', { libraryId: null });
    await this.#until('every library was scanned', () => this.#scansEndedAt().every((at) => at > askedAtMs));
  }

  #isQuiet(): boolean {
    const open = this.#reader
      .prepare(
        `SELECT (SELECT count(*) FROM image_exif AS e JOIN json_each(@online) AS l ON l.value = e.library_id
                 WHERE (@reading AND e.read_state = 0 AND e.presence = 0) OR e.presence = 1)
          + (SELECT count(*) FROM image_exif AS gone JOIN json_each(@online) AS l ON l.value = gone.library_id
             WHERE gone.presence = 2
             AND EXISTS (SELECT 1 FROM image_exif AS o
               WHERE o.content_hash = gone.content_hash AND o.presence = 0 AND o.read_state = 1)
             AND (@reading OR NOT EXISTS (SELECT 1 FROM image_exif AS u
               WHERE u.read_state = 0 AND u.presence = 0 AND u.size_bytes = gone.size_bytes)))
          + (SELECT count(*) FROM reconcile_locations) + (SELECT count(*) FROM reconcile_insights)`,
      )
      .pluck()
      .get({
        online: JSON.stringify([...this.world.libraries.values()].filter((l) => l.isOnline).map(({ id }) => id)),
        reading: this.#isReading ? 1 : 0,
      });
    return open === 0 && this.#isSeen();
  }

  /** A scan that was under way before may have ended last. */
  #isSeen(): boolean {
    const present = this.#reader
      .prepare('SELECT rel_path FROM image_exif WHERE library_id = ? AND presence = 0')
      .pluck();
    return [...this.world.libraries.values()]
      .filter(({ isOnline }) => isOnline)
      .every(({ id, disk }) => isDeepStrictEqual(new Set(present.all(id)), new Set(disk.keys())));
  }

  async settle(): Promise<void> {
    this.trace.push('settle');
    await this.#scanned();
    await this.#scanned();
    for (const { id, guard } of this.#heldBack()) {
      // Much was moved while the library was away: asked, the user says so.
      const { count, total } = JSON.parse(guard) as LossGuard;
      expect(count >= 5 && count * 5 > total, `a loss of ${count} of ${total} is worth a question`).toBe(true);
      await this.#engine.call('settleLoss', { libraryId: id, accept: true });
    }
    await this.#until('everything is read and reconciled', () => this.#isQuiet());
    const find = this.#reader.prepare('SELECT id FROM image_exif WHERE library_id = ? AND rel_path = ?').pluck();
    const idOf = ({ library, path }: SeenFile): number | null =>
      (find.get(library, path) as number | undefined) ?? null;
    this.world.settle(this.#isReading, idOf);
  }

  check(): void {
    const db = this.#reader;
    const rows = db
      .prepare(
        'SELECT id, library_id AS library, rel_path AS path, hex(content_hash) AS hash, presence FROM image_exif',
      )
      .all() as { id: LocationId; library: number; path: string; hash: string; presence: number }[];
    const place = ({ library, path }: { library: number; path: string }): string => `${library}/${path}`;
    const known = Object.fromEntries(
      rows.map((row) => [place(row), `${row.hash.toLowerCase()} ${row.presence === 2 ? 'missing' : 'there'}`]),
    );
    const expected = Object.fromEntries(
      this.world.seen.map((file) => [
        place(file),
        `${file.bytes === null ? '' : this.#hashOf(file.bytes)} ${file.isMissing ? 'missing' : 'there'}`,
      ]),
    );
    expect(known, 'places').toEqual(expected);

    const tags = tagsOfLocations(
      db,
      rows.map(({ id }) => id),
    );
    for (const row of rows) {
      const file = this.world.at(row.library, row.path);
      if (file === undefined) continue;
      const names = (tags.get(row.id) ?? []).map(({ name }) => name).sort();
      expect(names, `tags of ${place(row)} (${file.bytes ?? 'not read'})`).toEqual([...this.world.tagsAt(file)].sort());
      if (file.bytes === null) continue;
      const insights = insightsOfLocation(db, row.id);
      const history = this.world.historyOf(file.bytes);
      expect(insights.map(keyOf).sort(), `history of ${place(row)}`).toEqual(history.map(({ key }) => key).sort());
      const [current] = this.world.currentOf(file.bytes);
      const shown = insights.find(({ isCurrent }) => isCurrent);
      expect(shown === undefined ? undefined : keyOf(shown), `current insight of ${place(row)}`).toBe(current?.key);
    }
    for (const { name, photoCount } of listTags(db)) {
      expect(photoCount, `photos with ${name}`).toBe(this.world.photosWith(name));
    }
    const edits = db
      .prepare("SELECT undone_by IS NOT NULL FROM edits WHERE made_by = 'user' ORDER BY id")
      .pluck()
      .all();
    expect(edits, 'edits, taken back or not').toEqual(this.world.edits.map(({ isUndone }) => Number(isUndone)));
    const copies = db
      .prepare(
        `SELECT d.place || ' ' || c.library_id || '/' || c.rel_path || ' ' || lower(hex(p.content_hash)) || ' ' || c.is_added
         FROM (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM edits WHERE made_by = 'user') AS d
         JOIN tag_changes AS c ON c.edit_id = d.id AND c.is_copy = 1 JOIN photos AS p ON p.id = c.photo_id`,
      )
      .pluck()
      .all();
    const expectedCopies = this.world.edits.flatMap(({ changes }, index) =>
      changes
        .filter(({ isCopy }) => isCopy)
        .map((change) => `${index} ${place(change)} ${this.#hashOf(change.bytes ?? '')} ${Number(change.isGiven)}`),
    );
    expect(copies.sort(), 'changes of single copies').toEqual(expectedCopies.sort());
    expectSound(db);
  }

  /** One or a few things done to the disk, and what the engine makes of it; or one thing the user does. */
  async step(): Promise<void> {
    const disk: Record<string, () => void> = {
      add: () => {
        this.#add();
      },
      copy: () => {
        this.#copy();
      },
      move: () => {
        this.#move();
      },
      moveTree: () => {
        this.#moveTree();
      },
      remove: () => {
        this.#remove();
      },
      plug: () => {
        this.#plug();
      },
    };
    const user: Record<string, () => Promise<void>> = {
      tag: () => this.#tag(),
      untag: () => this.#untag(),
      undo: () => this.#undo(),
      generate: () => this.#generate(),
      chooseInsight: () => this.#chooseInsight(),
      unpin: () => this.#unpin(),
      deleteInsight: () => this.#deleteInsight(),
      tagCopies: () => this.#tagCopies(),
      untagCopies: () => this.#untagCopies(),
      setScope: () => this.#setScope(),
      undoAny: () => this.#undoAny(),
    };
    const rare: Record<string, () => Promise<void>> = {
      crash: () => this.#crash(),
      restart: () => this.#restart(),
      pause: () => this.#pause(),
      relocate: () => this.#relocate(),
      removeAndAdd: () => this.#removeAndAdd(),
      loseMany: () => this.#loseMany(),
    };
    if (this.#random.chance(0.55)) {
      const name = this.#random.pick(['tag', 'tag', 'undo', 'undo', 'generate', ...Object.keys(user)]);
      this.done.push(name);
      await user[name]?.();
      this.check();
      return;
    }
    const count = 1 + this.#random.below(3);
    for (let i = 0; i < count; i++) {
      const name = this.#random.pick(Object.keys(disk));
      this.done.push(name);
      disk[name]?.();
    }
    if (this.#random.chance(0.4)) {
      // Of several edits within one look, only the order in which files are read says which was first.
      await this.settle();
      this.check();
      const name = this.#random.pick(['edit', 'edit', 'replace']);
      this.done.push(name);
      if (name === 'edit') this.#edit();
      else this.#replace();
    }
    if (this.#random.chance(0.25)) {
      const name = this.#random.pick(Object.keys(rare));
      this.done.push(name);
      await rare[name]?.();
    }
    await this.settle();
    this.check();
  }
}

function keyOf(insight: { readonly title: string; readonly generatedAtMs: number }): string {
  return `${insight.generatedAtMs} ${insight.title}`;
}

test(`seed ${seed}: ${steps} steps`, { timeout: 20 * 60_000 }, async () => {
  const run = new Run(random(seed));
  // Every other run begins with an upgrade from the oldest schema.
  if (seed % 2 === 0) run.leaveOldDatabase(3);
  await run.start();
  try {
    for (let i = run.world.libraries.size; i < 3; i++) await run.addLibrary();
    await run.settle();
    run.check();
    while (run.done.length < steps) await run.step();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(
      `Seed ${seed} failed after ${run.done.length} steps (${run.done.slice(-12).join(', ')}): ${message}\n${run.trace.slice(-400).join('\n')}`,
      { cause: error },
    );
  } finally {
    await run.stop();
  }
});
