import { CircleHelp, History, Search, X } from 'lucide-react';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { fieldWord, language, parseSearch, type SearchProblem } from '../../api/index.js';
import { formatCount } from '../../lib/format.js';
import { commandCaps } from '../../lib/keys.js';
import { messages } from '../../lib/messages.js';
import { isMac } from '../../lib/platform.js';
import { ActionMenu, afterOverlay, classes, IconButton } from '../../ui/index.js';
import { useAlbumNames } from './album-names.js';
import { useLibraries } from '../libraries/index.js';
import { focusGrid } from '../photos/index.js';
import { useTags } from '../tags/index.js';
import { chipText, negated, shownSearch } from './chip-text.js';
import { suggestionsFor, typedTerm, withSuggestion, type Known, type Suggestion } from './complete.js';
import {
  commitSearch,
  editChip,
  leaveSearch,
  loadWords,
  openSearch,
  restSearch,
  searchText,
  setChips,
  typeSearch,
  useSearch,
  watchFacets,
} from './store.js';
import './search-field.css';

/** One line for all: chips of what stands, and the text that is being typed. */
export function SearchField() {
  const chips = useSearch((state) => state.chips);
  const draft = useSearch((state) => state.draft);
  const focusRequests = useSearch((state) => state.focusRequests);
  const input = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const seen = useRef(focusRequests);
  const [isFocused, setIsFocused] = useState(false);
  useEffect(() => {
    if (seen.current === focusRequests) return;
    seen.current = focusRequests;
    input.current?.focus();
    input.current?.select();
  }, [focusRequests]);
  return (
    <search className="search" aria-label={messages.search.label}>
      <div ref={box} className={classes('search-box', isFocused && 'search-box-focused')}>
        <Search size={14} className="search-icon" />
        <div className="search-line">
          {chips.length === 0 ? null : (
            <ul className="search-chips" aria-label={messages.search.terms}>
              {chips.map((text, at) => (
                <SearchChip key={`${String(at)} ${text}`} text={text} at={at} />
              ))}
            </ul>
          )}
          <SearchInput input={input} onFocused={setIsFocused} />
        </div>
        {chips.length === 0 && draft === '' ? (
          <HelpButton />
        ) : (
          <IconButton
            label={messages.search.clear}
            shortcut="Esc"
            className="search-inner"
            onPress={() => {
              leaveSearch();
              focusGrid();
            }}
          >
            <X size={14} />
          </IconButton>
        )}
      </div>
    </search>
  );
}

function SearchChip({ text, at }: { readonly text: string; readonly at: number }) {
  const chips = useSearch((state) => state.chips);
  const { isNegated, field, value } = chipText(text);
  const name = `${isNegated ? `${messages.search.not} ` : ''}${field} ${value}`.trim();
  const replaceBy = (other: readonly string[]): void => {
    setChips(chips.flatMap((chip, n) => (n === at ? other : [chip])));
  };
  return (
    <li className={classes('search-chip', isNegated && 'search-chip-not')}>
      <ActionMenu
        className="search-chip-menu"
        label={messages.search.chip(name)}
        items={[
          {
            id: 'edit',
            text: messages.search.edit,
            onAction: () => {
              afterOverlay(() => {
                editChip(at);
              });
            },
          },
          {
            id: 'negate',
            text: isNegated ? messages.search.include : messages.search.exclude,
            onAction: () => {
              replaceBy([negated(text)]);
            },
          },
          {
            id: 'remove',
            text: messages.search.remove,
            startsGroup: true,
            onAction: () => {
              replaceBy([]);
            },
          },
        ]}
      >
        {isNegated ? <span className="search-chip-sign">{messages.search.not}</span> : null}
        {field === '' ? null : <span className="search-chip-field">{field}</span>}
        <bdi className="search-chip-value">{value}</bdi>
      </ActionMenu>
      <button
        type="button"
        className="search-chip-remove"
        aria-label={messages.search.removeTerm(name)}
        onClick={() => {
          replaceBy([]);
        }}
      >
        <X size={11} />
      </button>
    </li>
  );
}

function useKnown(): Known {
  const tags = useTags((state) => state.tags);
  const libraries = useLibraries((state) => state.libraries);
  const albums = useAlbumNames();
  const values = useSearch((state) => state.values);
  const words = useSearch((state) => state.words);
  const recent = useSearch((state) => state.recent);
  const facets = useSearch((state) => state.facets);
  return useMemo(
    () => ({
      tags: tags.filter(({ isInUse }) => isInUse).map(({ name }) => name),
      libraries: (libraries ?? []).map(({ name }) => name),
      albums,
      cameras: values.cameras,
      lenses: values.lenses,
      words,
      recent,
      facets,
    }),
    [tags, libraries, albums, values, words, recent, facets],
  );
}

interface SearchInputProps {
  readonly input: React.RefObject<HTMLInputElement | null>;
  readonly onFocused: (isFocused: boolean) => void;
}

function SearchInput({ input, onFocused }: SearchInputProps) {
  const chips = useSearch((state) => state.chips);
  const draft = useSearch((state) => state.draft);
  const known = useKnown();
  const [isOpen, setIsOpen] = useState(false);
  const [chosen, setChosen] = useState(-1);
  const listId = useId();
  useEffect(() => (isOpen ? watchFacets() : undefined), [isOpen]);
  const { value: typed, field } = typedTerm(draft);
  useEffect(() => {
    void loadWords(field === null ? typed : '');
  }, [typed, field]);

  const suggestions = isOpen && !(chips.length > 0 && draft === '') ? suggestionsFor(draft, known) : [];
  const isShown = suggestions.length > 0;
  const problem = isOpen ? null : firstProblem(draft);

  const take = (suggestion: Suggestion): void => {
    setChosen(-1);
    if (suggestion.kind === 'recent') {
      setIsOpen(false);
      openSearch(suggestion.query);
      return;
    }
    const { text, isWhole } = withSuggestion(draft, suggestion);
    if (isWhole) {
      commitSearch(text);
    } else {
      typeSearch(text);
    }
    setIsOpen(true);
    input.current?.focus();
  };
  const handleKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const picked = suggestions[chosen];
    if (event.key === 'Enter') {
      event.preventDefault();
      if (picked !== undefined) take(picked);
      else {
        commitSearch();
        setIsOpen(false);
      }
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!isShown && event.key === 'ArrowDown' && !isOpen && draft === '' && chips.length > 0) {
        focusGrid();
        return;
      }
      setIsOpen(true);
      const count = suggestions.length + 1;
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setChosen(((chosen + 1 + step + count) % count) - 1);
    } else if (event.key === 'Tab' && !event.shiftKey && isShown && draft !== '') {
      const first = picked ?? suggestions[0];
      if (first === undefined) return;
      event.preventDefault();
      take(first);
    } else if (event.key === 'Backspace' && draft === '' && chips.length > 0) {
      event.preventDefault();
      editChip(chips.length - 1);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      if (isShown) {
        setIsOpen(false);
        setChosen(-1);
      } else {
        leaveSearch();
        focusGrid();
      }
    }
  };
  return (
    <>
      <input
        ref={input}
        className="search-input"
        role="combobox"
        aria-label={messages.search.label}
        aria-autocomplete="list"
        aria-expanded={isShown}
        aria-controls={listId}
        aria-activedescendant={chosen >= 0 && isShown ? `${listId}-${String(chosen)}` : undefined}
        aria-invalid={problem !== null}
        placeholder={chips.length === 0 ? messages.search.placeholder : ''}
        spellCheck={false}
        autoComplete="off"
        maxLength={1000}
        value={draft}
        onChange={(event) => {
          typeSearch(event.target.value);
          setChosen(-1);
          setIsOpen(true);
        }}
        onFocus={() => {
          onFocused(true);
        }}
        onClick={() => {
          setIsOpen(true);
        }}
        onBlur={() => {
          onFocused(false);
          restSearch();
          setIsOpen(false);
          setChosen(-1);
        }}
        onKeyDown={handleKey}
      />
      {chips.length === 0 && draft === '' ? (
        <span className="search-key" aria-hidden="true">
          {commandCaps('search', isMac).join(' ')}
        </span>
      ) : null}
      <ul id={listId} role="listbox" className="search-list scroll" aria-label={messages.search.list} hidden={!isShown}>
        {suggestions.map((suggestion, at) => (
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the field has the keys
          <li
            key={suggestionKey(suggestion)}
            id={`${listId}-${String(at)}`}
            role="option"
            aria-selected={at === chosen}
            className={classes('search-option', at === chosen && 'search-option-chosen')}
            // The field keeps the focus.
            onMouseDown={(event) => {
              event.preventDefault();
            }}
            onClick={() => {
              take(suggestion);
            }}
          >
            <SuggestionText suggestion={suggestion} />
          </li>
        ))}
      </ul>
    </>
  );
}

function suggestionKey(suggestion: Suggestion): string {
  switch (suggestion.kind) {
    case 'recent':
      return `recent ${suggestion.query}`;
    case 'field':
      return `field ${suggestion.field}`;
    case 'word':
      return `word ${suggestion.word}`;
    case 'value':
      return `value ${suggestion.field} ${suggestion.value}`;
  }
}

function SuggestionText({ suggestion }: { readonly suggestion: Suggestion }) {
  const { fields, hints } = messages.search;
  switch (suggestion.kind) {
    case 'recent':
      return (
        <>
          <History size={13} className="search-option-icon" />
          <bdi className="search-option-name">{shownSearch(suggestion.query)}</bdi>
        </>
      );
    case 'field':
      return (
        <>
          <span className="search-option-name search-option-field">{fieldWord(suggestion.field, language)}:</span>
          <span className="search-option-hint">{hints[suggestion.field]}</span>
        </>
      );
    case 'word':
      return (
        <>
          <Search size={13} className="search-option-icon" />
          <bdi className="search-option-name">{suggestion.word}</bdi>
        </>
      );
    case 'value': {
      const { value } = chipText(suggestion.term);
      return (
        <>
          <span className="search-option-kind">{fields[suggestion.field]}</span>
          <bdi className="search-option-name">{value}</bdi>
          {suggestion.count === null ? null : (
            <span className="search-option-count">{formatCount(suggestion.count)}</span>
          )}
        </>
      );
    }
  }
}

/** What is at the very end may still be typed on. */
export function firstProblem(text: string): SearchProblem | null {
  const isUnfinished = (problem: SearchProblem): boolean =>
    problem.to >= text.trimEnd().length &&
    ['no_value', 'open_quote', 'or_alone', 'no_words', 'parenthesis'].includes(problem.code);
  return parseSearch(text).problems.find((problem) => !isUnfinished(problem)) ?? null;
}

export function useSearchProblem(): SearchProblem | null {
  return useSearch((state) => (searchText(state) === '' ? null : firstProblemOf(searchText(state))));
}

let lastProblem: { readonly text: string; readonly problem: SearchProblem | null } = { text: '', problem: null };

/** The same object for the same text, as a store's selector needs it. */
function firstProblemOf(text: string): SearchProblem | null {
  if (lastProblem.text !== text) lastProblem = { text, problem: firstProblem(text) };
  return lastProblem.problem;
}

function HelpButton() {
  const { help, examples } = messages.search;
  return (
    <DialogTrigger>
      <IconButton label={help} className="search-inner">
        <CircleHelp size={14} />
      </IconButton>
      <Popover className="menu-popover search-help scroll" placement="bottom end" offset={8}>
        <Dialog aria-label={help} className="search-help-body">
          <h2>{help}</h2>
          <dl>
            {examples.map(([example, text]) => (
              <div key={example}>
                <dt>{example}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
