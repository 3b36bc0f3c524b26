/**
 * Process: looks at one picture at a time. Holds no database, opens no connection and reads no files but its own models;
 * when it dies of a picture, the engine starts another one and only that photo is marked.
 */
import { join } from 'node:path';
import type { FacesLook } from '../core/faces.js';
import type { SeenInPhoto } from '../core/seen.js';
import { watchMemory } from '../ingest/memory-limit.js';
import { coloursOf } from './colours.js';
import { openFaceDescriber } from './described-faces.js';
import type { FaceDescriber } from './described-faces.js';
import { openFaceFinder } from './faces.js';
import type { FaceFinder, FoundFace } from './faces.js';
import { lightOf } from './light.js';
import type { FromLooker, Look, LookPart, ToLooker } from './looker-messages.js';
import { openObjectFinder } from './objects.js';
import type { ObjectFinder } from './objects.js';
import { grey, openPicture, small } from './pixels.js';
import type { Pixels } from './pixels.js';
import { startTensors } from './tensors.js';
import { openTextReader } from './texts.js';
import type { TextReader } from './texts.js';

const maxProcessBytes = 1.25 * 1024 ** 3;
/** What WebAssembly and the text models took is never given back. */
const maxIdleBytes = 700 * 1024 * 1024;
/** So that no leak adds up. */
const jobsPerProcess = 500;

/** Beside the built code. */
const modelsFolder = join(__dirname, '../models');

interface Models {
  readonly objects: ObjectFinder | null;
  readonly faces: FaceFinder | null;
  readonly texts: TextReader | null;
  readonly missing: { readonly part: LookPart; readonly reason: string }[];
}

/** Of what is looked with; it says which vectors can be compared, and what is to be looked at again. */
const namesOf: Readonly<Record<LookPart, string>> = {
  objects: 'centernet-1',
  faces: 'blazeface-1',
  texts: 'ppocr4-1',
};

/** Of what describes faces; it is no part of what photos were looked at with, and loaded only where it is wanted. */
const describerName = 'blazeface-1 dlib-resnet-1';

function send(message: FromLooker): void {
  process.send?.(message);
}

async function openModels(): Promise<Models> {
  const missing: Models['missing'] = [];
  const open = async <T>(part: LookPart, work: () => Promise<T>): Promise<T | null> => {
    try {
      return await work();
    } catch (error) {
      missing.push({ part, reason: reasonOf(error) });
      return null;
    }
  };
  const tensors = startTensors(modelsFolder);
  return {
    objects: await open('objects', () => tensors.then(() => openObjectFinder(modelsFolder))),
    faces: await open('faces', () => tensors.then(() => openFaceFinder(modelsFolder))),
    texts: await open('texts', () => openTextReader(modelsFolder)),
    missing,
  };
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n')[0] ?? '').slice(0, 300);
}

let describer: FaceDescriber | null = null;

async function describedFaces(
  { faces, missing }: Models,
  pixels: Pixels,
  found: readonly FoundFace[],
): Promise<FacesLook> {
  if (faces === null) {
    return { kind: 'unavailable', reason: missing.find(({ part }) => part === 'faces')?.reason ?? '' };
  }
  try {
    describer ??= openFaceDescriber(modelsFolder);
  } catch (error) {
    return { kind: 'unavailable', reason: reasonOf(error) };
  }
  return { kind: 'described', models: describerName, faces: await describer(pixels, found) };
}

interface WholeLook extends Look {
  readonly faces: FacesLook;
}

async function look(models: Models, pixels: Pixels, describesFaces: boolean): Promise<WholeLook> {
  const found = await models.objects?.(pixels);
  const foundFaces = (await models.faces?.(pixels)) ?? [];
  const faces: SeenInPhoto['faces'] = foundFaces.map(({ score, box }) => ({ score, box }));
  const texts = (await models.texts?.(pixels)) ?? null;
  return {
    seen: {
      objects: found?.objects ?? [],
      faces,
      texts,
      colours: coloursOf(await small(pixels)),
      light: lightOf(grey(pixels)),
    },
    embedding: found?.embedding ?? null,
    edge: Math.max(pixels.width, pixels.height),
    faces: describesFaces ? await describedFaces(models, pixels, foundFaces) : { kind: 'not_wanted' },
  };
}

let jobsDone = 0;

function isSpent(): boolean {
  return jobsDone >= jobsPerProcess || process.memoryUsage.rss() > maxIdleBytes;
}

async function answer(models: Models, { jobId, picture, wanted }: ToLooker): Promise<void> {
  const stopWatching = watchMemory(maxProcessBytes, () => {
    send({ kind: 'too_much_memory', jobId });
  });
  try {
    const pixels = await openPicture(picture);
    if (wanted === 'faces') {
      const faces = await describedFaces(models, pixels, (await models.faces?.(pixels)) ?? []);
      jobsDone++;
      send({ kind: 'faces_seen', jobId, faces, isSpent: isSpent() });
      return;
    }
    const seen = await look(models, pixels, wanted === 'all_and_faces');
    jobsDone++;
    send({ kind: 'seen', jobId, ...seen, isSpent: isSpent() });
  } catch (error) {
    send({ kind: 'failed', jobId, reason: reasonOf(error), isSpent: true });
  } finally {
    stopWatching();
  }
}

const opened = openModels().then((models) => {
  const { missing } = models;
  const names = (['objects', 'faces', 'texts'] as const)
    .filter((part) => !missing.some((one) => one.part === part))
    .map((part) => namesOf[part]);
  send({ kind: 'ready', models: names.join(' '), missing });
  return models;
});

process.on('message', (message: ToLooker) => {
  void opened.then((models) => answer(models, message));
});
// The engine is gone: so is the work.
process.on('disconnect', () => process.exit(0));
