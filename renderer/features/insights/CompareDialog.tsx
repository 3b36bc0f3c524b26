import { Check, X } from 'lucide-react';
import { useId, useMemo, useState, type ReactNode } from 'react';
import { ListBox, ListBoxItem, type Key } from 'react-aria-components';
import { ownHand, type Insight, type InsightId } from '../../api/index.js';
import { formatMoment } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { remember, remembered } from '../../lib/storage.js';
import { classes, Dialog, IconButton, Segments } from '../../ui/index.js';
import { factLabel } from './fact-label.js';
import { Parts } from './Parts.js';
import {
  chooseTwo,
  sideOf,
  versionDifference,
  type FactDifference,
  type TagDifference,
  type VersionDifference,
} from './version-difference.js';
import type { DiffPart } from './word-diff.js';
import './compare-dialog.css';

export interface CompareDialogProps {
  /** All versions of the photo. */
  readonly insights: readonly Insight[];
  /** Those that are compared at first. */
  readonly first: readonly InsightId[];
  readonly onClose: () => void;
}

type Layout = 'side' | 'inline';

/** Any two versions of a photo's insight, chosen in the time line: what the earlier one says beside the later one, or what became of it. */
export function CompareDialog({ insights, first, onClose }: CompareDialogProps) {
  const words = messages.compareVersions;
  const [chosen, setChosen] = useState<readonly InsightId[]>(first);
  const [layout, setLayout] = useState<Layout>(remembered<boolean>('compareInOneText', false) ? 'inline' : 'side');
  const [from, to] = earlierFirst(insights.filter(({ id }) => chosen.includes(id)));
  return (
    <Dialog title={words.title} size="large" hideTitle onClose={onClose}>
      <header className="compare-head">
        <h2>{words.title}</h2>
        <Segments
          label={words.layout}
          value={layout}
          items={(['side', 'inline'] as const).map((id) => ({ id, text: words.layouts[id] }))}
          onChange={(next) => {
            remember('compareInOneText', next === 'inline');
            setLayout(next);
          }}
        />
        <IconButton label={messages.compareVersions.close} shortcut="Esc" onPress={onClose}>
          <X size={16} />
        </IconButton>
      </header>
      <div className="compare-body">
        <Versions insights={insights} chosen={chosen} onChange={setChosen} />
        {from === undefined || to === undefined ? (
          <p className="compare-nothing">{words.chooseTwo}</p>
        ) : (
          <Difference from={from} to={to} layout={layout} />
        )}
      </div>
    </Dialog>
  );
}

function earlierFirst(pair: readonly Insight[]): readonly Insight[] {
  return [...pair].sort((one, other) => one.generatedAtMs - other.generatedAtMs || one.id - other.id);
}

function byWhom({ provider, modelVersion }: Insight): string {
  return provider === ownHand ? messages.insights.writtenByYou : messages.insightList.maker(provider, modelVersion);
}

interface VersionsProps {
  readonly insights: readonly Insight[];
  readonly chosen: readonly InsightId[];
  readonly onChange: (chosen: readonly InsightId[]) => void;
}

/** The time line, latest first. */
function Versions({ insights, chosen, onChange }: VersionsProps) {
  const words = messages.compareVersions;
  const latestFirst = useMemo(() => [...earlierFirst(insights)].reverse(), [insights]);
  return (
    <ListBox
      className="compare-versions scroll"
      aria-label={words.versions}
      data-testid="compare-versions"
      selectionMode="multiple"
      escapeKeyBehavior="none"
      // eslint-disable-next-line jsx-a11y/no-autofocus -- the dialog is about the choice
      autoFocus
      selectedKeys={chosen}
      onSelectionChange={(picked) => {
        const all: ReadonlySet<Key> = picked === 'all' ? new Set(latestFirst.map(({ id }) => id)) : picked;
        onChange(chooseTwo<Key>(chosen, all) as readonly InsightId[]);
      }}
    >
      {latestFirst.map((insight) => (
        <ListBoxItem
          key={insight.id}
          id={insight.id}
          textValue={`${formatMoment(insight.generatedAtMs)}, ${byWhom(insight)}, ${insight.title}`}
          className="compare-version"
        >
          <span className="compare-check" aria-hidden>
            <Check size={12} />
          </span>
          <span className="compare-version-text">
            <span className="compare-when">
              {formatMoment(insight.generatedAtMs)}
              {insight.isCurrent ? <span className="mark mark-current">{messages.insights.current}</span> : null}
              {insight.isStale ? <span className="mark mark-stale">{messages.insights.stale}</span> : null}
            </span>
            <span className="compare-version-title">{insight.title}</span>
            <span className="compare-by">{byWhom(insight)}</span>
          </span>
        </ListBoxItem>
      ))}
    </ListBox>
  );
}

interface DifferenceProps {
  readonly from: Insight;
  readonly to: Insight;
  readonly layout: Layout;
}

function Difference({ from, to, layout }: DifferenceProps) {
  const words = messages.compareVersions;
  const difference = useMemo(() => versionDifference(from, to), [from, to]);
  const { wordsAdded, wordsRemoved, factsChanged, tagsChanged, isSame } = difference;
  return (
    <div
      className="compare-difference scroll diff"
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what is scrolled is reached by the keyboard
      tabIndex={0}
      role="group"
      aria-label={words.difference}
      data-testid="comparison"
    >
      <p className="compare-sum" role="status">
        {isSame ? words.same : words.changed({ wordsAdded, wordsRemoved, factsChanged, tagsChanged })}
      </p>
      {layout === 'side' ? (
        <div className="compare-sides">
          <Side insight={from} label={words.earlier} difference={difference} side="from" />
          <Side insight={to} label={words.later} difference={difference} side="to" />
        </div>
      ) : (
        <>
          <p className="compare-legend">
            <span>
              <del>{words.earlier}</del> {formatMoment(from.generatedAtMs)}, {byWhom(from)}
            </span>
            <span>
              <ins>{words.later}</ins> {formatMoment(to.generatedAtMs)}, {byWhom(to)}
            </span>
          </p>
          <Version difference={difference} partsOf={(parts) => parts} kinds={['same', 'changed', 'added', 'removed']} />
        </>
      )}
    </div>
  );
}

interface SideProps {
  readonly insight: Insight;
  readonly label: string;
  readonly difference: VersionDifference;
  readonly side: 'from' | 'to';
}

function Side({ insight, label, difference, side }: SideProps) {
  const headId = useId();
  return (
    <section className="compare-side" aria-labelledby={headId}>
      <h3 id={headId} className="compare-side-head">
        <span>{label}</span> {formatMoment(insight.generatedAtMs)}, {byWhom(insight)}
      </h3>
      <Version
        difference={difference}
        partsOf={(parts) => sideOf(parts, side)}
        kinds={side === 'from' ? ['same', 'changed', 'removed'] : ['same', 'changed', 'added']}
      />
    </section>
  );
}

interface VersionProps {
  readonly difference: VersionDifference;
  readonly partsOf: (parts: readonly DiffPart[]) => readonly DiffPart[];
  /** Which facts and tags are of it. */
  readonly kinds: readonly FactDifference['kind'][];
}

function Version({ difference, partsOf, kinds }: VersionProps) {
  const words = messages.compareVersions;
  const facts = difference.facts.filter(({ kind }) => kinds.includes(kind));
  const tags = difference.tags.filter(({ kind }) => kinds.includes(kind));
  return (
    <div className="compare-version-body selectable">
      <p className="compare-title">
        <Parts parts={partsOf(difference.title)} />
      </p>
      <p className="compare-text">
        <Parts parts={partsOf(difference.text)} />
      </p>
      <Part title={words.facts} isEmpty={facts.length === 0} none={words.noFacts}>
        <dl className="compare-facts">
          {facts.map(({ label, text, kind }, at) => (
            <div key={`${String(at)} ${label}`} className={classes(kind === 'same' && 'compare-same')}>
              <dt>{factLabel(label)}</dt>
              <dd>
                <Parts parts={partsOf(text)} />
              </dd>
            </div>
          ))}
        </dl>
      </Part>
      <Part title={words.tags} isEmpty={tags.length === 0} none={words.noTags}>
        <ul className="compare-tags">
          {tags.map(({ name, kind }: TagDifference) => (
            <li key={`${kind} ${name}`} className={classes(kind === 'same' && 'compare-same')}>
              <Parts parts={[{ kind, text: name }]} />
            </li>
          ))}
        </ul>
      </Part>
    </div>
  );
}

interface PartProps {
  readonly title: string;
  readonly isEmpty: boolean;
  readonly none: string;
  readonly children: ReactNode;
}

function Part({ title, isEmpty, none, children }: PartProps) {
  return (
    <div className="compare-part">
      <h4>{title}</h4>
      {isEmpty ? <p className="quiet">{none}</p> : children}
    </div>
  );
}
