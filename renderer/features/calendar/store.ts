/** Days with photos, and whether there are any of this day in earlier years. */
import { create } from 'zustand';
import { call, onEvent, toAppError, type AppError, type CalendarYear, type GridView } from '../../api/index.js';
import { createRefresher } from '../../lib/refresher.js';
import { allPhotos, openPage, showView, useView } from '../view/index.js';
import { dayOf, onThisDayView, today, wholeView } from './dates.js';

interface CalendarState {
  /** Of the view that is shown and the year that is wanted, or of the one before until the answer is there. */
  readonly shown: CalendarYear | null;
  readonly error: AppError | null;
  /** Null: the last one with photos. */
  readonly year: number | null;
  /** The day with the keyboard; null before there is a year. */
  readonly focus: number | null;
  readonly isMonth: boolean;
  /** Of this day in earlier years; null before the first answer. */
  readonly onThisDay: { readonly todayMs: number; readonly photos: number } | null;
}

export const useCalendar = create<CalendarState>(() => ({
  shown: null,
  error: null,
  year: null,
  focus: null,
  isMonth: false,
  onThisDay: null,
}));

export function openCalendar(): void {
  openPage('calendar');
}

export function showOnThisDay(): void {
  showView(onThisDayView(allPhotos, today(Date.now())));
}

export function setFocus(focus: number): void {
  useCalendar.setState({ focus, year: dayOf(focus).year });
}

export function setMonthShown(isMonth: boolean): void {
  useCalendar.setState({ isMonth });
}

/** The view as such: what the calendar narrowed it to is what it shows. */
function baseView(): GridView {
  return wholeView(useView.getState().view);
}

async function load(): Promise<void> {
  const { year } = useCalendar.getState();
  try {
    const shown = await call('calendarYear', { view: baseView(), year });
    // Another one is wanted by now, and will be here.
    if (year !== useCalendar.getState().year) return;
    useCalendar.setState(({ focus }) => ({ shown, error: null, year: shown.year, focus: focus ?? firstFocus(shown) }));
  } catch (cause) {
    useCalendar.setState({ error: toAppError(cause) });
  }
}

/** The last day with photos, or today. */
function firstFocus({ days }: CalendarYear): number {
  return days.at(-1)?.dayMs ?? today(Date.now());
}

/** While the calendar is shown. Returns the function that stops it. */
export function startCalendar(): () => void {
  const refresher = createRefresher(load, { minIntervalMillis: 0, pausePerDuration: 1 });
  const changes = createRefresher(
    () => {
      refresher.request();
      return Promise.resolve();
    },
    { minIntervalMillis: 1000, pausePerDuration: 0 },
  );
  refresher.request();
  const stopYear = useCalendar.subscribe((state, before) => {
    if (state.year !== before.year && state.year !== state.shown?.year) refresher.request();
  });
  const stopChanged = onEvent('changed', ({ topics }) => {
    if (topics.some((topic) => topic !== 'insights' && topic !== 'jobs')) changes.request();
  });
  return () => {
    refresher.stop();
    changes.stop();
    stopYear();
    stopChanged();
  };
}

export function retryCalendar(): void {
  void load();
}

/** Another day begins without anything having changed. */
const lookAgainMillis = 10 * 60_000;

/** Keeps the number of photos of this day in earlier years. Returns the function that stops it. */
export function startOnThisDay(): () => void {
  const refresher = createRefresher(
    async () => {
      const todayMs = today(Date.now());
      try {
        const photos = await call('photoCount', { view: onThisDayView(allPhotos, todayMs) });
        useCalendar.setState({ onThisDay: { todayMs, photos } });
      } catch {
        // The next change asks again.
      }
    },
    { minIntervalMillis: 2000, pausePerDuration: 9 },
  );
  refresher.request();
  const timer = setInterval(refresher.request, lookAgainMillis);
  const stopChanged = onEvent('changed', ({ topics }) => {
    if (topics.includes('photos') || topics.includes('libraries')) refresher.request();
  });
  return () => {
    clearInterval(timer);
    refresher.stop();
    stopChanged();
  };
}
