/** Who is on photos, and what the user says of it. */
import { create } from 'zustand';
import {
  call,
  keepFresh,
  onEvent,
  toAppError,
  tryCall,
  type AppError,
  type ChangeTopic,
  type Edit,
  type FaceCounts,
  type FaceId,
  type People,
  type PersonFaces,
  type PersonId,
} from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { createRefresher } from '../../lib/refresher.js';
import { showToast } from '../../ui/index.js';
import { countEdit, editText, offerUndo } from '../edits/index.js';
import { openPage } from '../view/index.js';

/** Faces of one person that are shown at first, and that come with each part more. */
const PART = 200;

interface PeopleState {
  readonly counts: FaceCounts | null;
  /** Null before the first answer. */
  readonly people: People | null;
  readonly error: AppError | null;
  /** Who is looked at by itself; null: all of them. */
  readonly shown: PersonId | null;
  readonly faces: PersonFaces | null;
  readonly limit: number;
  /** A dialog of this page is open. */
  readonly isAsking: boolean;
}

export const usePeople = create<PeopleState>(() => ({
  counts: null,
  people: null,
  error: null,
  shown: null,
  faces: null,
  limit: PART,
  isAsking: false,
}));

export function isAskingAboutPeople(): boolean {
  return usePeople.getState().isAsking;
}

export function setAsking(isAsking: boolean): void {
  usePeople.setState({ isAsking });
}

export function openPeople(): void {
  usePeople.setState({ shown: null, faces: null, limit: PART });
  openPage('people');
}

async function loadCounts(): Promise<void> {
  const answer = await tryCall('faceCounts', {});
  if (answer.ok) usePeople.setState({ counts: answer.value });
}

async function load(): Promise<void> {
  try {
    const [counts, people] = await Promise.all([call('faceCounts', {}), call('people', {})]);
    usePeople.setState({ counts, people, error: null });
  } catch (cause) {
    usePeople.setState({ error: toAppError(cause) });
  }
  await loadFaces();
}

async function loadFaces(): Promise<void> {
  const { shown, limit } = usePeople.getState();
  if (shown === null) return;
  const answer = await tryCall('personFaces', { personId: shown, limit });
  if (usePeople.getState().shown !== shown) return;
  if (answer.ok) usePeople.setState({ faces: answer.value });
  // United with somebody else, or without a face left: all people are shown instead.
  else if (answer.error.code === 'not_found') usePeople.setState({ shown: null, faces: null });
  else usePeople.setState({ error: answer.error });
}

const concerning: readonly ChangeTopic[] = ['people', 'signals'];
const pace = { minIntervalMillis: 300, pausePerDuration: 4 } as const;
let refreshNow: () => void = () => undefined;

/** Keeps the page fresh while it is shown, and after what is done there at once. Returns the function that stops it. */
export function startPeople(): () => void {
  const refresher = createRefresher(load, pace);
  refreshNow = refresher.request;
  refresher.request();
  const stop = onEvent('changed', ({ topics }) => {
    if (topics.some((topic) => concerning.includes(topic))) refresher.request();
  });
  return () => {
    stop();
    refresher.stop();
    refreshNow = () => undefined;
  };
}

/** Keeps the numbers fresh, for the settings. Returns the function that stops it. */
export function startFaceCounts(): () => void {
  return keepFresh(loadCounts, concerning, { minIntervalMillis: 1000, pausePerDuration: 4 });
}

export function retry(): void {
  usePeople.setState({ error: null });
  refreshNow();
}

export function showPerson(shown: PersonId | null): void {
  usePeople.setState({ shown, faces: null, limit: PART });
  void loadFaces();
}

export function showMoreFaces(): void {
  usePeople.setState(({ limit }) => ({ limit: limit + PART }));
  void loadFaces();
}

/** The tag of a name as it was typed: below the tag of all people, unless a path was typed. */
export function tagOfName(typed: string): string {
  const name = typed.trim();
  return name.includes('/') || name === '' ? name : `${messages.people.root}/${name}`;
}

function tell(edit: Edit): void {
  countEdit();
  offerUndo(editText(edit), edit.id);
  refreshNow();
}

/** Null when it is done, or there was nothing to do; otherwise why not, which is told. */
async function told(run: () => Promise<Edit | null>): Promise<AppError | null> {
  try {
    const edit = await run();
    if (edit !== null) tell(edit);
    return null;
  } catch (cause) {
    const error = toAppError(cause);
    showToast(error.message, { tone: 'error' });
    return error;
  }
}

/** Answers the error for the form that asks; nothing is told of it elsewhere. */
export async function namePerson(personId: PersonId, typed: string): Promise<AppError | null> {
  try {
    tell(await call('namePerson', { personId, name: tagOfName(typed) }));
    return null;
  } catch (cause) {
    return toAppError(cause);
  }
}

/** Who is looked at goes into the other one, who is looked at from then on. */
export async function joinPeople(personId: PersonId, otherId: PersonId): Promise<AppError | null> {
  try {
    tell(await call('joinPeople', { personId, otherId }));
  } catch (cause) {
    return toAppError(cause);
  }
  if (usePeople.getState().shown === personId) showPerson(otherId);
  return null;
}

export function partPeople(personId: PersonId, otherId: PersonId): Promise<AppError | null> {
  return told(() => call('partPeople', { personId, otherId }));
}

export function confirmFaces(personId: PersonId, faceIds: readonly FaceId[]): Promise<AppError | null> {
  return told(() => call('confirmFaces', { personId, faceIds: [...faceIds] }));
}

export function partFaces(
  personId: PersonId,
  faceIds: readonly FaceId[],
  areIgnored: boolean,
): Promise<AppError | null> {
  return told(() => call('partFaces', { personId, faceIds: [...faceIds], areIgnored }));
}

export async function hidePerson(personId: PersonId, isHidden: boolean): Promise<void> {
  await told(() => call('hidePerson', { personId, isHidden }));
}

/** Of a suggestion beside a photo. */
export function answerSuggestion(personId: PersonId, faceId: FaceId, isYes: boolean): Promise<AppError | null> {
  return isYes ? confirmFaces(personId, [faceId]) : partFaces(personId, [faceId], false);
}

export async function setFaceGrouping(on: boolean): Promise<void> {
  try {
    await call('setFaceGrouping', { on });
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  }
  await loadCounts();
}

/** Null when it is done. */
export async function deleteFaces(): Promise<AppError | null> {
  try {
    const { faces } = await call('deleteFaces', {});
    // What was done to faces alone is not in the history any more.
    countEdit();
    showToast(messages.faces.deleted(faces));
    await loadCounts();
    return null;
  } catch (cause) {
    return toAppError(cause);
  }
}
