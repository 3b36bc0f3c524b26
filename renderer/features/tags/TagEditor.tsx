import { Plus, X } from 'lucide-react';
import {
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type ChangeEvent,
  type KeyboardEvent,
} from 'react';
import {
  lastLevelOf,
  type LocationId,
  type SelectionTag,
  type TagId,
  type TagScope,
  type TagSuggestion,
} from '../../api/index.js';
import { formatCount } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { ActionMenu, classes, useKeptFocus } from '../../ui/index.js';
import { scopeText, tagMenu, type TagPlace } from './scope.js';
import { giveTags, likelyTags, tagPhotos, untagPhotos, useTags } from './store.js';
import { completionOf, isBestMeant, suggestTags, typedNames, type Suggestion, type Why } from './suggest.js';
import { TagDot } from './TagDot.js';
import { TagPath } from './TagPath.js';
import { offerField, type TypedAhead } from './type-ahead.js';
import './tag-editor.css';

/** A tag of what is selected; its scope, when one photo is. */
export interface EditedTag extends SelectionTag {
  readonly scope?: TagScope;
}

export interface TagEditorProps {
  /** Called at the moment of an edit: a large selection is made into ids only then. */
  readonly photos: () => LocationId[];
  readonly photoCount: number;
  readonly tags: readonly EditedTag[];
  /** Of the one photo that is selected, this one first; empty for a selection of several. */
  readonly places: readonly TagPlace[];
  /** False while `tags` are still those of the photo before: their buttons then do nothing. */
  readonly isSettled: boolean;
  readonly onLeave: () => void;
  readonly onHistory: (tagId: TagId) => void;
}

const MOST_SUGGESTIONS = 7;

export function TagEditor({ photos, photoCount, tags, onLeave, ...chip }: TagEditorProps) {
  const list = useRef<HTMLUListElement>(null);
  const keptFocus = useKeptFocus(list, onLeave);
  return (
    <div className="tag-editor">
      {tags.length === 0 ? null : (
        <ul ref={list} className="chips" aria-label={messages.tags.heading} {...keptFocus}>
          {tags.map((tag) => (
            <TagChip key={tag.id} tag={tag} photoCount={photoCount} photos={photos} {...chip} />
          ))}
        </ul>
      )}
      <TagInput photos={photos} photoCount={photoCount} tags={tags} onLeave={onLeave} />
    </div>
  );
}

interface TagChipProps extends Pick<TagEditorProps, 'photos' | 'photoCount' | 'places' | 'isSettled' | 'onHistory'> {
  readonly tag: EditedTag;
}

function TagChip({ tag, photoCount, photos, places, isSettled, onHistory }: TagChipProps) {
  const isOnAll = tag.selectedCount >= photoCount;
  const isCopy = tag.scope === 'copy';
  const scope = scopeText(tag.scope, places.length);
  const remove = (): void => {
    if (isSettled) void untagPhotos(photos(), tag.id, tag.scope);
  };
  return (
    <li className={classes('chip', (!isOnAll || isCopy) && 'chip-some')} data-tag={tag.name}>
      <ActionMenu
        className="chip-menu"
        label={messages.tags.options(tag.name, scope)}
        items={tagMenu({ tag, places: isSettled ? places : [], onRemove: remove, onHistory })}
      >
        <span className="chip-name" title={[tag.name, ...(scope === null ? [] : [scope])].join('\n')}>
          <TagDot tagId={tag.id} />
          {lastLevelOf(tag.name)}
        </span>
        {isCopy ? <span className="chip-some-text">{messages.tags.thisCopy}</span> : null}
        {isOnAll ? null : <span className="chip-some-text">{messages.tags.onSome(tag.selectedCount, photoCount)}</span>}
      </ActionMenu>
      {isOnAll ? null : (
        <button
          type="button"
          className="chip-button"
          aria-label={messages.tags.addToAll(tag.name)}
          title={messages.tags.addToAll(tag.name)}
          onClick={() => {
            if (isSettled) void tagPhotos(photos(), tag.name);
          }}
        >
          <Plus size={12} />
        </button>
      )}
      <button
        type="button"
        className="chip-button"
        aria-label={messages.tags.remove(tag.name)}
        title={messages.tags.remove(tag.name)}
        onClick={remove}
      >
        <X size={12} />
      </button>
    </li>
  );
}

/** Asked anew when the list opens and when tags were given or taken. */
function useLikelyTags(
  isOpen: boolean,
  photos: () => LocationId[],
  tags: readonly EditedTag[],
): readonly TagSuggestion[] {
  const [likely, setLikely] = useState<readonly TagSuggestion[]>([]);
  const read = useRef(photos);
  useEffect(() => {
    read.current = photos;
  });
  const borne = tags.map(({ id, selectedCount }) => `${String(id)}:${String(selectedCount)}`).join(' ');
  useEffect(() => {
    if (!isOpen) return undefined;
    let isWanted = true;
    void likelyTags(read.current()).then((answer) => {
      if (isWanted) setLikely(answer);
    });
    return () => {
      isWanted = false;
    };
  }, [isOpen, borne]);
  return likely;
}

/** Why a tag is offered; null where only its name fits. */
function whyText(why: Why): string | null {
  if (why === null) return null;
  return why.reason === 'with' ? messages.tags.why.with(why.withName ?? '') : messages.tags.why[why.reason];
}

function suggestionName(suggestion: Suggestion): string {
  return suggestion.kind === 'create' ? suggestion.name : suggestion.tag.name;
}

function TagInput({
  photos,
  photoCount,
  tags,
  onLeave,
}: Pick<TagEditorProps, 'photos' | 'photoCount' | 'tags' | 'onLeave'>) {
  const known = useTags((state) => state.tags);
  const [text, setText] = useState('');
  /** Only while somebody types on: who takes letters away wants to be rid of it. */
  const [isCompleting, setIsCompleting] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  const [chosen, setChosen] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();

  const onAll = new Set<number>(tags.filter((tag) => tag.selectedCount >= photoCount).map((tag) => tag.id));
  const likely = useLikelyTags(isOpen, photos, tags);
  const { before, name: typed } = typedNames(text, known);
  const suggestions = isOpen ? suggestTags(known, typed, onAll, likely, MOST_SUGGESTIONS) : [];
  const isShown = isOpen && suggestions.length > 0;
  // Typing "lis" and Enter adds "Lisbon" only where its end is shown behind what was typed, or the arrows chose it.
  const completion = isCompleting && chosen < 0 ? completionOf(suggestions, typed) : '';
  const at = chosen < 0 && isBestMeant(suggestions, typed, isCompleting) ? 0 : chosen;
  const picked = at >= 0 ? suggestions[at] : undefined;
  useLayoutEffect(() => {
    if (completion !== '') input.current?.setSelectionRange(text.length, text.length + completion.length);
  }, [text, completion]);

  const addAfter = (first: readonly string[], name: string): void => {
    if (name.trim() === '' && first.length === 0) return;
    setText('');
    setIsCompleting(false);
    setChosen(-1);
    setIsOpen(false);
    if (first.length === 0) void tagPhotos(photos(), name);
    else void giveTags(photos(), name.trim() === '' ? first : [...first, name.trim()]);
  };
  const add = (name: string): void => {
    addAfter(before, name);
  };
  const takeKeyboard = useEffectEvent((ahead: TypedAhead) => {
    input.current?.focus();
    input.current?.select();
    if (ahead.text === '') return;
    const { before: first, name } = typedNames(ahead.text, known);
    if (ahead.isEntered) {
      const offered = suggestTags(known, name, onAll, likely, MOST_SUGGESTIONS);
      const [best] = isBestMeant(offered, name, true) ? offered : [];
      addAfter(first, best === undefined ? name : suggestionName(best));
      return;
    }
    setText(ahead.text);
    setIsCompleting(true);
    setIsOpen(true);
    setChosen(-1);
  });
  // Not an effect that comes later: a key that is pressed meanwhile would be typed before those that were kept.
  useLayoutEffect(
    () =>
      offerField((ahead) => {
        takeKeyboard(ahead);
      }),
    [],
  );
  /** To be written on. */
  const take = (name: string): void => {
    setText(name);
    setIsCompleting(false);
    setChosen(-1);
  };
  const handleChange = (event: ChangeEvent<HTMLInputElement>): void => {
    const { value, selectionEnd } = event.target;
    const how = event.nativeEvent instanceof InputEvent ? event.nativeEvent.inputType : '';
    setText(value);
    setIsCompleting(how.startsWith('insertText') && selectionEnd === value.length);
    setChosen(-1);
    setIsOpen(true);
  };
  const handleKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      add(picked === undefined ? typed : suggestionName(picked));
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setIsOpen(true);
      const count = suggestions.length + 1;
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setChosen(((at + 1 + step + count) % count) - 1);
    } else if (event.key === 'Tab' && picked !== undefined && !event.shiftKey) {
      event.preventDefault();
      take([...before, suggestionName(picked)].join(', '));
    } else if ((event.key === 'ArrowRight' || event.key === 'End') && completion !== '' && !event.shiftKey) {
      event.preventDefault();
      take(text + completion);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      if (text !== '' || picked !== undefined) {
        take('');
      } else {
        onLeave();
      }
    }
  };

  return (
    <div className="tag-input">
      <input
        ref={input}
        type="text"
        className="field"
        role="combobox"
        aria-label={messages.tags.add}
        aria-expanded={isShown}
        aria-controls={listId}
        aria-autocomplete="both"
        {...(isShown && at >= 0 ? { 'aria-activedescendant': `${listId}-${String(at)}` } : {})}
        placeholder={messages.tags.add}
        maxLength={1000}
        spellCheck={false}
        autoComplete="off"
        value={text + completion}
        onChange={handleChange}
        onFocus={() => {
          setIsOpen(true);
        }}
        onBlur={() => {
          setIsOpen(false);
          setChosen(-1);
        }}
        onKeyDown={handleKey}
      />
      <kbd className="tag-input-key" aria-hidden="true">
        T
      </kbd>
      <ul id={listId} role="listbox" aria-label={messages.tags.suggestions} className="suggestions" hidden={!isShown}>
        {suggestions.map((suggestion, index) => (
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the field has the keys: arrows and Enter
          <li
            key={suggestion.kind === 'create' ? 'create' : suggestion.tag.id}
            id={`${listId}-${String(index)}`}
            role="option"
            aria-selected={index === at}
            className={classes('suggestion', index === at && 'suggestion-chosen')}
            // The field must keep the focus, or the list would close before the click counts.
            onMouseDown={(event) => {
              event.preventDefault();
            }}
            onClick={() => {
              add(suggestionName(suggestion));
            }}
          >
            {suggestion.kind === 'create' ? (
              messages.tags.create(suggestion.name)
            ) : (
              <>
                <TagDot tagId={suggestion.tag.id} />
                <span className="suggestion-name">
                  {suggestion.synonym === null ? null : (
                    <span className="suggestion-synonym">{messages.tags.otherName(suggestion.synonym)} </span>
                  )}
                  <TagPath name={suggestion.tag.name} />
                </span>
                <span className="suggestion-count">
                  {whyText(suggestion.why) ?? formatCount(suggestion.tag.photoCount)}
                </span>
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
