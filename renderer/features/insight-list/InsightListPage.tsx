import { Ellipsis, RefreshCw, Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import {
  ownHand,
  thumbnailUrl,
  type Insight,
  type InsightFilter,
  type InsightId,
  type ListedInsight,
  type LocationId,
} from '../../api/index.js';
import { formatMoment } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import {
  ActionMenu,
  Button,
  Checkbox,
  classes,
  Failed,
  FileName,
  Page,
  Select,
  TextInput,
  usePageFocus,
  Waiting,
} from '../../ui/index.js';
import { CompareDialog, withUsual } from '../insights/index.js';
import { revealPhotos } from '../photos/index.js';
import { RenewDialog } from './RenewDialog.js';
import {
  everyInsight,
  exportInsights,
  importInsights,
  loadMore,
  retry,
  returnTo,
  setFilter,
  startInsightList,
  useInsightList,
  versionsOf,
} from './store.js';
import './insight-list.css';

/** Every insight of every photo, latest first: who wrote what, what is shown, and what is not agreed on. */
export function InsightListPage() {
  useEffect(startInsightList, []);
  const page = usePageFocus();
  const [isRenewing, setIsRenewing] = useState(false);
  const dialog = isRenewing ? (
    <RenewDialog
      onClose={() => {
        setIsRenewing(false);
      }}
    />
  ) : null;
  return (
    <Page page={page} column="insight-column" label={messages.insightList.title} testId="insight-list" dialogs={dialog}>
      <p className="page-intro">{messages.insightList.intro}</p>
      <Filters />
      <Acts
        onRenew={() => {
          setIsRenewing(true);
        }}
      />
      <List />
    </Page>
  );
}

function Filters() {
  const words = messages.insightList;
  const { filter, makers } = useInsightList();
  const keyOf = (maker: InsightFilter['maker']): string =>
    maker === null ? '' : JSON.stringify([maker.provider, maker.modelVersion]);
  const chosen = keyOf(filter.maker);
  return (
    <div className="insight-filters" role="group" aria-label={words.filters}>
      <Select
        label={words.by}
        value={chosen}
        items={[
          { id: '', text: words.byAnybody },
          ...makers.map((maker) => ({
            id: keyOf(maker),
            text: words.makerCount(words.maker(maker.provider, maker.modelVersion), maker.insights),
          })),
        ]}
        onChange={(key) => {
          const maker = makers.find((one) => keyOf(one) === key);
          const { provider = '', modelVersion = '' } = maker ?? {};
          setFilter({ maker: maker === undefined ? null : { provider, modelVersion } });
        }}
      />
      <Select
        label={words.standing}
        value={filter.standing}
        items={(['all', 'current', 'stale', 'history'] as const).map((id) => ({ id, text: words.standings[id] }))}
        onChange={(standing) => {
          setFilter({ standing });
        }}
      />
      <Select
        label={words.rating}
        value={filter.rating ?? 'any'}
        items={(['any', 'useful', 'wrong', 'none'] as const).map((id) => ({ id, text: words.ratings[id] }))}
        onChange={(rating) => {
          setFilter({ rating: rating === 'any' ? null : rating });
        }}
      />
      <span className="insight-dates">
        <DateInput
          label={words.from}
          ms={filter.fromMs}
          onChange={(fromMs) => {
            setFilter({ fromMs });
          }}
        />
        <DateInput
          label={words.to}
          ms={filter.toMs === null ? null : filter.toMs - DAY}
          onChange={(dayMs) => {
            setFilter({ toMs: dayMs === null ? null : dayMs + DAY });
          }}
        />
      </span>
      <Checkbox
        isChecked={filter.differs}
        onChange={(differs) => {
          setFilter({ differs });
        }}
      >
        {words.differs}
      </Checkbox>
    </div>
  );
}

const DAY = 86_400_000;

/** Midnight here, of a day written year first; null for nothing, undefined for no day. */
function dayOf(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  const [, year, month, day] = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const date = new Date(Number(year), Number(month) - 1, Number(day));
  return Number.isNaN(date.getTime()) ? undefined : date.getTime();
}

function dayText(ms: number | null): string {
  if (ms === null) return '';
  const date = new Date(ms);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

interface DateInputProps {
  readonly label: string;
  readonly ms: number | null;
  readonly onChange: (ms: number | null) => void;
}

function DateInput({ label, ms, onChange }: DateInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const value = typed ?? dayText(ms);
  const day = dayOf(value);
  const settle = (): void => {
    if (typed === null || day === undefined) return;
    setTyped(null);
    if (day !== ms) onChange(day);
  };
  return (
    <TextInput
      className="insight-date"
      label={label}
      placeholder={label}
      value={value}
      isInvalid={day === undefined}
      onChange={setTyped}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle();
      }}
    />
  );
}

/** What can be done to all that is listed. */
function Acts({ onRenew }: { readonly onRenew: () => void }) {
  const words = messages.insightList;
  const { filter, makers, insights } = useInsightList();
  const maker = makers.find(
    ({ provider, modelVersion }) => provider === filter.maker?.provider && modelVersion === filter.maker.modelVersion,
  );
  const canReturn = maker !== undefined && maker.current < maker.insights;
  return (
    <div className="insight-acts">
      <Button isDisabled={insights === null || insights.length === 0} onPress={onRenew}>
        <RefreshCw size={14} />
        {words.renew}
      </Button>
      {canReturn ? (
        <Button onPress={() => void returnTo(maker)}>
          <Undo2 size={14} />
          {words.returnTo(words.maker(maker.provider, maker.modelVersion))}
        </Button>
      ) : null}
      <ActionMenu
        label={words.files}
        items={[
          {
            id: 'json',
            text: words.exportJson,
            onAction: () => void exportInsights('json'),
          },
          {
            id: 'csv',
            text: words.exportCsv,
            onAction: () => void exportInsights('csv'),
          },
          {
            id: 'import',
            text: words.importFile,
            startsGroup: true,
            onAction: () => void importInsights(),
          },
        ]}
      >
        <Ellipsis size={16} />
      </ActionMenu>
      {filter === everyInsight ? null : (
        <Button
          variant="quiet"
          onPress={() => {
            setFilter(everyInsight);
          }}
        >
          {words.showAll}
        </Button>
      )}
    </div>
  );
}

function List() {
  const words = messages.insightList;
  const { insights, error, next, filter } = useInsightList();
  const [compared, setCompared] = useState<Compared | null>(null);
  if (error !== null) {
    return <Failed title={words.loadFailed} text={error.message} retry={messages.history.retry} onRetry={retry} />;
  }
  if (insights === null) return <Waiting text={words.loading} />;
  if (insights.length === 0) {
    return (
      <div className="state" data-testid="insight-list-empty">
        <h2>{words.none}</h2>
        <p>{filter === everyInsight ? words.noneText : words.noneFits}</p>
      </div>
    );
  }
  return (
    <>
      <ol className="insight-rows" aria-label={words.title}>
        {insights.map((insight) => (
          <Row
            key={insight.id}
            insight={insight}
            onCompare={(locationId) => {
              void versionsOf(locationId).then((versions) => {
                if (versions !== null) setCompared({ versions, first: withUsual(insight, versions) });
              });
            }}
          />
        ))}
      </ol>
      {compared === null ? null : (
        <CompareDialog
          insights={compared.versions}
          first={compared.first}
          onClose={() => {
            setCompared(null);
          }}
        />
      )}
      {next === null ? null : (
        <div className="insight-more">
          <Button variant="quiet" onPress={() => void loadMore()}>
            {words.more}
          </Button>
        </div>
      )}
    </>
  );
}

interface Compared {
  readonly versions: readonly Insight[];
  readonly first: readonly InsightId[];
}

interface RowProps {
  readonly insight: ListedInsight;
  readonly onCompare: (locationId: LocationId) => void;
}

function Row({ insight, onCompare }: RowProps) {
  const words = messages.insightList;
  const { title, summary, provider, modelVersion, generatedAtMs, isCurrent, locationId, contentHash, versions } =
    insight;
  const notes = [
    provider === ownHand ? messages.insights.writtenByYou : words.maker(provider, modelVersion),
    formatMoment(generatedAtMs),
    words.versions(versions),
    insight.rating === null ? null : words.ratings[insight.rating],
  ].filter((note) => note !== null);
  return (
    <li className={classes('insight-row', !isCurrent && 'insight-row-past')} data-testid="insight-row">
      <span className="insight-picture" aria-hidden>
        {contentHash === null ? null : <img src={thumbnailUrl(contentHash)} alt="" loading="lazy" decoding="async" />}
      </span>
      <div className="insight-row-text selectable">
        <p className="insight-row-title">
          {title}
          {isCurrent ? <span className="mark mark-current">{messages.insights.current}</span> : null}
          {insight.isPinned ? <span className="mark">{messages.insights.pinned}</span> : null}
          {insight.isStale ? <span className="mark mark-stale">{messages.insights.stale}</span> : null}
        </p>
        <p className="insight-row-summary">{summary}</p>
        <p className="insight-row-notes">{notes.join(' · ')}</p>
        <p className="insight-row-notes">
          <FileName>{messages.insights.madeAt(insight.libraryName, insight.relPath)}</FileName>
        </p>
      </div>
      {locationId === null ? null : (
        <div className="insight-row-acts">
          {versions > 1 ? (
            <Button
              variant="quiet"
              label={messages.insights.actionOf(messages.insights.compare, title)}
              onPress={() => {
                onCompare(locationId);
              }}
            >
              {messages.insights.compare}
            </Button>
          ) : null}
          <Button
            variant="quiet"
            label={messages.history.photosOf(title)}
            onPress={() => void revealPhotos([locationId])}
          >
            {words.show}
          </Button>
        </div>
      )}
    </li>
  );
}
