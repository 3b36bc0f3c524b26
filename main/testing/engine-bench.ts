/** For tests: the whole engine on a database and folders of its own. Needs the built app. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LibrarySummary, LocationId, PhotoDetails } from '../../preload/contract/model.js';
import type { LogEntry } from '../core/log.js';
import { gridModel } from '../dao/grid.js';
import { photoDetails } from '../dao/photo-details.js';
import { closeDb, openReadDb } from '../db/open.js';
import type { ReadDb } from '../db/open.js';
import { Engine } from '../engine/engine.js';
import type { MakePoster } from '../ingest/posters.js';
import { systemVolumes } from '../libraries/volume.js';
import { builtMain, helperRuntime } from './decoding.js';
import { migrationsFolder } from './database.js';
import { photosFolder, temporaryFolder } from './files.js';

/** A folder of real photos of many kinds. */
export const samples = join(photosFolder(), 'LycheeOrg+Lychee/tests/Samples');
export const everything = { libraryId: null, tagId: null, filter: 'all' } as const;

/** An engine on a database of its own, as the app runs it, with the built scanner and decoders. */
export class EngineBench {
  readonly folder = temporaryFolder();
  readonly #out = builtMain();
  readonly logged: LogEntry[] = [];
  /** What is mounted where; the system's own word unless a test says so. */
  volumes = systemVolumes();
  engine!: Engine;
  db!: ReadDb;

  /** Folder of the thumbnails; the bench's own unless a test says so. */
  thumbnailsFolder = this.folder;

  /** The built metadata process unless a test says so. */
  metadataEntry = join(this.#out, 'metadata.cjs');

  /** Nobody looks at photos unless a test says who does. */
  lookerEntry: string | null = null;

  /** Plays videos for a frame of them; nobody does unless a test says so. */
  makePoster: MakePoster | null = null;

  async start(): Promise<void> {
    const databasePath = join(this.folder, 'keepsight.db');
    this.engine = await Engine.open(
      {
        databasePath,
        thumbnailsPath: join(this.thumbnailsFolder, 'thumbnails.db'),
        backupFolder: join(this.folder, 'backups'),
        migrationsFolder,
        scannerEntry: join(this.#out, 'scanner.cjs'),
        decoderEntry: join(this.#out, 'decoder.cjs'),
        metadataEntry: this.metadataEntry,
        repairEntry: join(this.#out, 'repair.cjs'),
        ...(this.lookerEntry === null ? {} : { lookerEntry: this.lookerEntry }),
        helperRuntime: helperRuntime(),
        decoders: 2,
        placesPath: join(this.#out, 'places.bin'),
      },
      {
        emit: () => undefined,
        log: (level, message, fields = {}) => this.logged.push({ level, message, fields }),
        ...(this.makePoster === null ? {} : { makePoster: this.makePoster }),
        volumes: { of: (path) => this.volumes.of(path), mounted: () => this.volumes.mounted() },
      },
    );
    this.engine.start();
    this.db = openReadDb(databasePath);
  }

  async stop(): Promise<void> {
    closeDb(this.db);
    await this.engine.close();
  }

  library(name: string): string {
    const path = join(this.folder, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  async add(rootPath: string): Promise<LibrarySummary> {
    return this.engine.answers.addLibrary({ rootPath });
  }

  /** Ids of a view's photos. */
  ids(filter: 'all' | 'missing' = 'all'): LocationId[] {
    return [...gridModel(this.db, { ...everything, filter }, null).ids] as LocationId[];
  }

  details(id: LocationId): PhotoDetails {
    return photoDetails(this.db, id, new Map());
  }

  photos(): PhotoDetails[] {
    return this.ids().map((id) => this.details(id));
  }

  photo(fileName: string): PhotoDetails {
    const found = this.photos().find((photo) => photo.places.some((place) => place.relPath.endsWith(fileName)));
    if (found === undefined)
      throw new Error(
        `No photo ${fileName} among ${this.photos()
          .map((photo) => photo.fileName)
          .join()}`,
      );
    return found;
  }

  async until(what: string, condition: () => boolean): Promise<void> {
    const deadline = Date.now() + 100_000;
    while (!this.#holds(condition)) {
      if (Date.now() > deadline) {
        const state = this.#holds(() => true)
          ? JSON.stringify(this.photos().map(({ fileName, places }) => ({ fileName, places })))
          : '';
        throw new Error(`Waited in vain until ${what}. ${state} ${JSON.stringify(this.logged.slice(-5))}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async settled(): Promise<void> {
    await this.until('everything is read and described', () => {
      const row = this.db
        .prepare(
          'SELECT count(*) AS n, sum(read_state = 0 OR metadata_state = 0 OR presence = 1) AS open FROM image_exif',
        )
        .get() as { n: number; open: number };
      return row.n > 0 && row.open === 0;
    });
  }

  #holds(condition: () => boolean): boolean {
    try {
      return condition();
    } catch {
      return false;
    }
  }
}
