import { CalendarHeart, ChevronLeft, ChevronRight, Images } from 'lucide-react';
import { useEffect, useLayoutEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import { locale, thumbnailUrl, type CalendarYear, type LocationId } from '../../api/index.js';
import { formatCount, formatMonth, formatMonthName, formatWallDate, formatWeekday } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { ActionMenu, Button, classes, Failed, IconButton, Waiting } from '../../ui/index.js';
import { focusGrid, gridDetails, useDetail } from '../photos/index.js';
import { showView, useView } from '../view/index.js';
import {
  DAY_MS,
  dayMs,
  dayOf,
  daysIn,
  dayView,
  everyYearView,
  firstWeekdayOf,
  heatOf,
  isToday,
  plusDays,
  plusMonths,
  weeksOf,
  wholeView,
} from './dates.js';
import { retryCalendar, setFocus, setMonthShown, startCalendar, useCalendar } from './store.js';
import './calendar.css';

const heatSteps = 5;
const firstWeekday = firstWeekdayOf(locale);
/** A week of 1970 that begins as weeks do here. */
const weekdays = Array.from({ length: 7 }, (_, n) => (firstWeekday + 3 + n) * DAY_MS);

type DayEntry = CalendarYear['days'][number];

export function CalendarPage() {
  useEffect(startCalendar, []);
  const shown = useCalendar((state) => state.shown);
  const error = useCalendar((state) => state.error);
  const focus = useCalendar((state) => state.focus);
  return (
    <section className="calendar-page" aria-label={messages.calendar.title} data-testid="calendar-page">
      {error !== null && shown === null ? (
        <Failed
          title={messages.calendar.failed}
          text={error.message}
          retry={messages.grid.retry}
          onRetry={retryCalendar}
        />
      ) : shown === null || focus === null ? (
        <Waiting text={messages.calendar.loading} />
      ) : (
        <OpenCalendar shown={shown} focus={focus} />
      )}
    </section>
  );
}

interface OpenCalendarProps {
  readonly shown: CalendarYear;
  readonly focus: number;
}

function showDay(ms: number): void {
  showView(dayView(wholeView(useView.getState().view), ms));
  focusGrid();
}

function showEveryYear(ms: number): void {
  showView(everyYearView(wholeView(useView.getState().view), ms));
  focusGrid();
}

function OpenCalendar({ shown, focus }: OpenCalendarProps) {
  const isMonth = useCalendar((state) => state.isMonth);
  const page = useRef<HTMLDivElement>(null);
  const byDay = useMemo(() => new Map(shown.days.map((entry) => [entry.dayMs, entry])), [shown]);
  const { year, month } = dayOf(focus);
  /** Of the year before, while the days of the next are on their way. */
  const days = shown.year === year ? byDay : new Map<number, DayEntry>();
  const most = Math.max(0, ...shown.days.map(({ photos }) => photos));
  const total = shown.days.reduce((sum, { photos }) => sum + photos, 0);

  // The keyboard follows the day.
  const hasFocus = useRef(true);
  useLayoutEffect(() => {
    if (!hasFocus.current) return;
    page.current?.querySelector<HTMLElement>(`[data-day="${String(focus)}"]`)?.focus({ preventScroll: false });
  }, [focus, isMonth, year]);

  const handleKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(event.target instanceof HTMLElement) || event.target.dataset['day'] === undefined) return;
    const first = dayMs({ year, month, day: 1 });
    const moves: Record<string, number> = {
      ArrowLeft: plusDays(focus, -1),
      ArrowRight: plusDays(focus, 1),
      ArrowUp: plusDays(focus, -7),
      ArrowDown: plusDays(focus, 7),
      PageUp: plusMonths(focus, event.shiftKey ? -12 : -1),
      PageDown: plusMonths(focus, event.shiftKey ? 12 : 1),
      Home: first,
      End: plusDays(first, daysIn(year, month) - 1),
    };
    const to = moves[event.key];
    if (to !== undefined) setFocus(to);
    else if (event.key === 'Enter' && event.shiftKey) showEveryYear(focus);
    else if (event.key === '+' || event.key === '=') setMonthShown(true);
    else if (event.key === '-') setMonthShown(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const go = (direction: 1 | -1): void => {
    setFocus(plusMonths(focus, isMonth ? direction : direction * 12));
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- keys come from the days in it
    <div
      ref={page}
      className="calendar-body"
      onKeyDown={handleKey}
      onFocus={() => {
        hasFocus.current = true;
      }}
      onBlur={(event) => {
        if (event.target.isConnected && event.relatedTarget !== null) {
          hasFocus.current = event.currentTarget.contains(event.relatedTarget);
        }
      }}
    >
      <div className="calendar-bar">
        <IconButton
          label={isMonth ? messages.calendar.previousMonth : messages.calendar.previousYear}
          onPress={() => {
            go(-1);
          }}
        >
          <ChevronLeft size={16} />
        </IconButton>
        <ActionMenu
          className="calendar-year"
          label={messages.calendar.chooseYear(year)}
          items={[...shown.years].reverse().map((wanted) => ({
            id: String(wanted),
            text: String(wanted),
            onAction: () => {
              setFocus(plusMonths(focus, (wanted - year) * 12));
            },
          }))}
        >
          {isMonth ? formatMonth(focus) : String(year)}
        </ActionMenu>
        <IconButton
          label={isMonth ? messages.calendar.nextMonth : messages.calendar.nextYear}
          onPress={() => {
            go(1);
          }}
        >
          <ChevronRight size={16} />
        </IconButton>
        <span className="calendar-total">
          {shown.year === year ? messages.calendar.total(isMonth ? countOfMonth(days, year, month) : total) : ''}
        </span>
        <span className="top-bar-space" />
        <div className="calendar-switch" role="group" aria-label={messages.calendar.detail}>
          {[false, true].map((wanted) => (
            <button
              key={String(wanted)}
              type="button"
              aria-pressed={isMonth === wanted}
              onClick={() => {
                setMonthShown(wanted);
              }}
            >
              {wanted ? messages.calendar.month : messages.calendar.year}
            </button>
          ))}
        </div>
      </div>
      <div className={classes('calendar-sheet scroll', isMonth && 'calendar-sheet-month')}>
        {isMonth ? (
          <MonthView year={year} month={month} focus={focus} days={days} />
        ) : (
          <div className="calendar-months">
            {Array.from({ length: 12 }, (_, n) => (
              <SmallMonth key={n} year={year} month={n} focus={focus} days={days} most={most} />
            ))}
          </div>
        )}
      </div>
      <DayBar focus={focus} entry={days.get(focus) ?? null} />
    </div>
  );
}

function countOfMonth(days: ReadonlyMap<number, DayEntry>, year: number, month: number): number {
  let count = 0;
  const first = dayMs({ year, month, day: 1 });
  for (let n = 0; n < daysIn(year, month); n += 1) count += days.get(plusDays(first, n))?.photos ?? 0;
  return count;
}

interface MonthProps {
  readonly year: number;
  readonly month: number;
  readonly focus: number;
  readonly days: ReadonlyMap<number, DayEntry>;
}

function SmallMonth({ year, month, focus, days, most }: MonthProps & { readonly most: number }) {
  const first = dayMs({ year, month, day: 1 });
  const count = countOfMonth(days, year, month);
  return (
    <section className="calendar-month">
      <h2>
        <button
          type="button"
          className="calendar-month-name"
          tabIndex={-1}
          onClick={() => {
            setFocus(dayOf(focus).month === month ? focus : first);
            setMonthShown(true);
          }}
        >
          {formatMonthName(first)}
          {count === 0 ? null : <span className="calendar-month-count">{formatCount(count)}</span>}
        </button>
      </h2>
      <div role="grid" aria-label={messages.calendar.monthLabel(formatMonth(first), count)} className="calendar-grid">
        {weeksOf(year, month, firstWeekday).map((week, n) => (
          <div key={n} role="row" className="calendar-week">
            {week.map((ms, weekday) => (
              <div key={weekday} role="gridcell" className="calendar-cell">
                {ms === null ? null : (
                  <button
                    type="button"
                    className={classes(
                      'calendar-day',
                      `calendar-heat-${String(heatOf(days.get(ms)?.photos ?? 0, most, heatSteps))}`,
                    )}
                    data-day={ms}
                    data-testid="day"
                    tabIndex={ms === focus ? 0 : -1}
                    aria-label={messages.calendar.day(formatWallDate(ms), days.get(ms)?.photos ?? 0)}
                    {...(isToday(ms) ? { 'aria-current': 'date' as const } : {})}
                    onFocus={() => {
                      setFocus(ms);
                    }}
                    onClick={() => {
                      if (days.has(ms)) showDay(ms);
                    }}
                  >
                    {dayOf(ms).day}
                  </button>
                )}
              </div>
            ))}
          </div>
        ))}
      </div>
    </section>
  );
}

function MonthView({ year, month, focus, days }: MonthProps) {
  const first = dayMs({ year, month, day: 1 });
  const ids = useMemo(() => {
    const list: LocationId[] = [];
    for (let n = 0; n < daysIn(year, month); n += 1) {
      const entry = days.get(plusDays(first, n));
      if (entry !== undefined) list.push(entry.locationId);
    }
    return list;
  }, [days, year, month, first]);
  useEffect(() => {
    gridDetails.want(ids);
  }, [ids]);
  return (
    <div
      role="grid"
      aria-label={messages.calendar.monthLabel(formatMonth(first), countOfMonth(days, year, month))}
      className="calendar-large"
    >
      <div role="row" className="calendar-week calendar-weekdays">
        {weekdays.map((ms) => (
          <span key={ms} role="columnheader">
            {formatWeekday(ms)}
          </span>
        ))}
      </div>
      {weeksOf(year, month, firstWeekday).map((week, n) => (
        <div key={n} role="row" className="calendar-week">
          {week.map((ms, weekday) => (
            <div key={weekday} role="gridcell" className="calendar-large-cell">
              {ms === null ? null : <LargeDay ms={ms} entry={days.get(ms) ?? null} isFocus={ms === focus} />}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

interface LargeDayProps {
  readonly ms: number;
  readonly entry: DayEntry | null;
  readonly isFocus: boolean;
}

function LargeDay({ ms, entry, isFocus }: LargeDayProps) {
  const detail = useDetail(entry?.locationId ?? (0 as LocationId));
  const hasPicture = entry !== null && detail?.hasThumbnail === true && detail.contentHash !== null;
  return (
    <button
      type="button"
      className={classes(
        'calendar-large-day',
        entry !== null && 'calendar-large-full',
        hasPicture && 'calendar-large-picture',
      )}
      data-day={ms}
      data-testid="day"
      tabIndex={isFocus ? 0 : -1}
      aria-label={messages.calendar.day(formatWallDate(ms), entry?.photos ?? 0)}
      {...(isToday(ms) ? { 'aria-current': 'date' as const } : {})}
      onFocus={() => {
        setFocus(ms);
      }}
      onClick={() => {
        if (entry !== null) showDay(ms);
      }}
    >
      {hasPicture ? <img src={thumbnailUrl(detail.contentHash)} alt="" decoding="async" draggable={false} /> : null}
      <span className="calendar-large-number">{dayOf(ms).day}</span>
      {entry === null ? null : <span className="calendar-large-count">{formatCount(entry.photos)}</span>}
    </button>
  );
}

/** What can be done with the day that has the keyboard. */
function DayBar({ focus, entry }: { readonly focus: number; readonly entry: DayEntry | null }) {
  return (
    <div className="calendar-foot">
      <span className="calendar-foot-day" role="status">
        <strong>{formatWallDate(focus)}</strong>
        <span>{messages.calendar.photos(entry?.photos ?? 0)}</span>
      </span>
      <span className="top-bar-space" />
      <Button
        variant="quiet"
        onPress={() => {
          showEveryYear(focus);
        }}
      >
        <CalendarHeart size={14} />
        {messages.calendar.everyYear}
      </Button>
      <Button
        variant="plain"
        isDisabled={entry === null}
        onPress={() => {
          showDay(focus);
        }}
      >
        <Images size={14} />
        {messages.calendar.showDay}
      </Button>
    </div>
  );
}
