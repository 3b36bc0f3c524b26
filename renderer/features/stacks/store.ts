/** Suggested stacks, as far as they were asked for, and what the user changed of them before they become one. */
import { create } from 'zustand';
import {
  call,
  keepFresh,
  toAppError,
  type AppError,
  type LocationId,
  type StackSuggestion,
  type StackSuggestions,
} from '../../api/index.js';
import { edited } from './actions.js';
import { noChoice, photosOfChoice, toggledOut, withFirst, type Choice } from './choice.js';

const PAGE = 30;
/** As many as one call takes. */
const MOST = 1000;

interface SuggestionsState {
  /** Null before the first answer. */
  readonly found: StackSuggestions | null;
  readonly error: AppError | null;
  readonly isLoading: boolean;
  /** By suggestion. */
  readonly choices: ReadonlyMap<string, Choice>;
  /** Answered since the last list was asked for. */
  readonly answered: ReadonlySet<string>;
  readonly isBusy: boolean;
}

export const useSuggestions = create<SuggestionsState>(() => ({
  found: null,
  error: null,
  isLoading: false,
  choices: new Map(),
  answered: new Set(),
  isBusy: false,
}));

let wanted = PAGE;

async function load(): Promise<void> {
  const { answered: before } = useSuggestions.getState();
  useSuggestions.setState({ isLoading: true });
  try {
    const found = await call('stackSuggestions', { offset: 0, limit: wanted });
    // What was answered while the list was made may still be in it.
    useSuggestions.setState(({ answered }) => ({
      found,
      error: null,
      isLoading: false,
      answered: new Set([...answered].filter((id) => !before.has(id))),
    }));
  } catch (cause) {
    useSuggestions.setState({ error: toAppError(cause), isLoading: false });
  }
}

/** Keeps the list fresh. Returns the function that stops it. */
export function startSuggestions(): () => void {
  wanted = PAGE;
  useSuggestions.setState({ choices: new Map(), answered: new Set() });
  return keepFresh(load, ['stacks', 'photos', 'signals'], { minIntervalMillis: 800, pausePerDuration: 4 });
}

export function retrySuggestions(): void {
  void load();
}

export function showMoreSuggestions(): void {
  wanted = Math.min(MOST, wanted + 2 * PAGE);
  void load();
}

/** Those that were not answered yet. */
export function openSuggestions({ found, answered }: SuggestionsState): readonly StackSuggestion[] {
  return (found?.groups ?? []).filter(({ id }) => !answered.has(id));
}

function change(id: string, next: (choice: Choice) => Choice): void {
  useSuggestions.setState(({ choices }) => ({ choices: new Map(choices).set(id, next(choices.get(id) ?? noChoice)) }));
}

export function chooseFirst(suggestion: StackSuggestion, locationId: LocationId): void {
  change(suggestion.id, (choice) => withFirst(choice, locationId));
}

export function toggleOut(suggestion: StackSuggestion, locationId: LocationId): void {
  change(suggestion.id, (choice) => toggledOut(choice, locationId));
}

/** One edit for all of them. Answers whether it went well. */
export async function acceptSuggestions(suggestions: readonly StackSuggestion[]): Promise<boolean> {
  const { choices } = useSuggestions.getState();
  const groups = suggestions
    .map((suggestion) => [...photosOfChoice(suggestion, choices.get(suggestion.id) ?? noChoice)])
    .filter((ids) => ids.length > 1);
  if (groups.length === 0) return false;
  return answer(suggestions, edited(call('stackPhotos', { groups })));
}

export async function dismissSuggestion(suggestion: StackSuggestion): Promise<void> {
  const locationIds = suggestion.photos.map((photo) => photo.locationId);
  await answer([suggestion], edited(call('dismissStack', { locationIds })));
}

async function answer(suggestions: readonly StackSuggestion[], act: Promise<boolean>): Promise<boolean> {
  useSuggestions.setState({ isBusy: true });
  const isDone = await act;
  useSuggestions.setState(({ answered }) => ({
    isBusy: false,
    answered: isDone ? new Set([...answered, ...suggestions.map(({ id }) => id)]) : answered,
  }));
  return isDone;
}
