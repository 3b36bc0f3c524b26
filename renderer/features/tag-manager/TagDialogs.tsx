import { useEffect, useRef, useState } from 'react';
import { lastLevelOf, toAppError, type TagEditPreview, type TagId, type TagSummary } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { AskingDialog, Button, Checkbox, TextInput } from '../../ui/index.js';
import { TagPicker, useTags, withDescendants } from '../tags/index.js';
import { HotKeysDialog } from './HotKeysDialog.js';
import {
  ask,
  deleteTags,
  mergeTags,
  moveTags,
  previewOf,
  renameTag,
  setOtherNames,
  stopAsking,
  useTagManager,
} from './store.js';
import './tag-dialogs.css';

/** What is asked about tags, from wherever it was asked for. */
export function TagDialogs() {
  const question = useTagManager((state) => state.question);
  switch (question?.kind) {
    case 'rename':
      return <RenameDialog key={question.tag.id} tag={question.tag} />;
    case 'merge':
      return <MergeDialog tags={question.tags} preset={question.into} />;
    case 'otherNames':
      return <OtherNamesDialog key={question.tag.id} tag={question.tag} />;
    case 'hotKeys':
      return <HotKeysDialog />;
    case 'move':
      return <MoveDialog tags={question.tags} />;
    case 'delete':
      return <DeleteDialog tags={question.tags} />;
    case undefined:
      return null;
  }
}

function RenameDialog({ tag }: { readonly tag: TagSummary }) {
  const [name, setName] = useState(lastLevelOf(tag.name));
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const isReady = name.trim() !== '' && name.trim() !== lastLevelOf(tag.name);
  return (
    <AskingDialog
      cancel={messages.tagManager.cancel}
      onClose={stopAsking}
      title={messages.tagManager.renameTitle(tag.name)}
      doIt={messages.tagManager.renameDo}
      isReady={isReady}
      onDo={() => renameTag(tag.id, name.trim())}
      help={({ code, details }) =>
        code === 'name_taken' ? (
          <Button
            onPress={() => {
              ask({ kind: 'merge', tags: [tag], into: details['tagId'] as TagId });
            }}
          >
            {messages.tagManager.mergeInstead(String(details['name']))}
          </Button>
        ) : null
      }
    >
      <TextInput ref={input} label={messages.tagManager.renameField} value={name} onChange={setName} />
      <p className="tag-dialog-text">
        {messages.tagManager.renameText(tag.photoCount)} {messages.tagManager.renameHint}
      </p>
    </AskingDialog>
  );
}

/** Null while it is not known. */
function usePreview(tags: readonly TagSummary[], into: TagId | null, below = false): TagEditPreview | string | null {
  const [known, setKnown] = useState<{ into: TagId | null; preview: TagEditPreview | string } | null>(null);
  useEffect(() => {
    let isWanted = true;
    const show = (preview: TagEditPreview | string): void => {
      if (isWanted) setKnown({ into, preview });
    };
    previewOf(tags, into, below).then(show, (cause: unknown) => {
      show(toAppError(cause).message);
    });
    return () => {
      isWanted = false;
    };
  }, [tags, into, below]);
  return known?.into === into ? known.preview : null;
}

function MergeDialog({ tags, preset }: { readonly tags: readonly TagSummary[]; readonly preset: TagId | null }) {
  const known = useTags((state) => state.tags);
  const [into, setInto] = useState(preset);
  const [keepNames, setKeepNames] = useState(false);
  const preview = usePreview(tags, into);
  // What stands below one of them cannot take it up.
  const own = withDescendants(
    known,
    tags.map(({ id }) => id),
  );
  const target = known.find(({ id }) => id === into);
  return (
    <AskingDialog
      cancel={messages.tagManager.cancel}
      onClose={stopAsking}
      title={messages.tagManager.mergeTitle(tags[0]?.name ?? '', tags.length)}
      doIt={messages.tagManager.mergeDo}
      isReady={target !== undefined}
      onDo={() => (into === null ? Promise.resolve(null) : mergeTags(tags, into, keepNames))}
    >
      <Names tags={tags} />
      <TagPicker
        label={messages.tagManager.mergeField}
        placeholder={messages.tagManager.mergeField}
        tags={known.filter(({ id }) => !own.has(id))}
        value={into}
        onChoose={setInto}
        isFocusedAtFirst={preset === null}
      />
      <p className="tag-dialog-text" role="status" data-testid="tag-preview">
        {target === undefined || preview === null
          ? ''
          : typeof preview === 'string'
            ? preview
            : messages.tagManager.mergeText(preview.photos, preview.withBoth, target.name)}
      </p>
      {target === undefined ? null : (
        <Checkbox isChecked={keepNames} onChange={setKeepNames}>
          {messages.tagManager.keepNames(tags.length, target.name)}
        </Checkbox>
      )}
    </AskingDialog>
  );
}

function OtherNamesDialog({ tag }: { readonly tag: TagSummary }) {
  const known = useTags((state) => state.tags.find(({ id }) => id === tag.id)?.synonyms);
  const [text, setText] = useState((known ?? []).join(', '));
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
  }, []);
  return (
    <AskingDialog
      cancel={messages.tagManager.cancel}
      onClose={stopAsking}
      title={messages.tagManager.otherNamesTitle(tag.name)}
      doIt={messages.tagManager.otherNamesDo}
      isReady
      onDo={() =>
        setOtherNames(
          tag.id,
          text.split(',').filter((name) => name.trim() !== ''),
        )
      }
    >
      <TextInput
        ref={input}
        label={messages.tagManager.otherNamesField}
        placeholder={messages.tagManager.otherNamesField}
        value={text}
        onChange={setText}
      />
      <p className="tag-dialog-text">{messages.tagManager.otherNamesText}</p>
    </AskingDialog>
  );
}

function MoveDialog({ tags }: { readonly tags: readonly TagSummary[] }) {
  const known = useTags((state) => state.tags);
  const [to, setTo] = useState<TagId | null | undefined>(undefined);
  const own = withDescendants(
    known,
    tags.map(({ id }) => id),
  );
  const target = known.find(({ id }) => id === to);
  const names = tags.map(({ name }) => lastLevelOf(name));
  return (
    <AskingDialog
      cancel={messages.tagManager.cancel}
      onClose={stopAsking}
      title={messages.tagManager.moveTitle(tags[0]?.name ?? '', tags.length)}
      doIt={messages.tagManager.moveDo}
      isReady={to === null || target !== undefined}
      onDo={() => (to === undefined ? Promise.resolve(null) : moveTags(tags, to))}
      help={({ code, details }) =>
        code === 'name_taken' && tags.length === 1 ? (
          <Button
            onPress={() => {
              ask({ kind: 'merge', tags, into: details['tagId'] as TagId });
            }}
          >
            {messages.tagManager.mergeInstead(String(details['name']))}
          </Button>
        ) : null
      }
    >
      <Names tags={tags} />
      <TagPicker
        label={messages.tagManager.moveField}
        placeholder={messages.tagManager.moveField}
        tags={known.filter(({ id }) => !own.has(id))}
        value={to ?? null}
        onChoose={setTo}
        none={{
          text: messages.tagManager.top,
          onChoose: () => {
            setTo(null);
          },
        }}
        isFocusedAtFirst
      />
      <p className="tag-dialog-text" role="status">
        {to === undefined ? '' : messages.tagManager.moveText(names[0] ?? '', names.length, target?.name ?? null)}
      </p>
    </AskingDialog>
  );
}

function DeleteDialog({ tags }: { readonly tags: readonly TagSummary[] }) {
  const [withBelow, setWithBelow] = useState(true);
  const preview = usePreview(tags, null, withBelow);
  const [below, setBelow] = useState(0);
  if (preview !== null && typeof preview !== 'string' && preview.below !== below) setBelow(preview.below);
  return (
    <AskingDialog
      cancel={messages.tagManager.cancel}
      onClose={stopAsking}
      title={messages.tagManager.removeTitle(tags[0]?.name ?? '', tags.length)}
      doIt={messages.tagManager.removeDo}
      isDanger
      isReady
      onDo={() => deleteTags(tags, withBelow ? 'delete' : 'lift')}
    >
      <Names tags={tags} />
      {below === 0 ? null : (
        <fieldset className="tag-dialog-choice">
          <legend className="visually-hidden">{messages.tagManager.belowLegend}</legend>
          {([true, false] as const).map((choice) => (
            <label key={String(choice)} className="checkbox">
              <input
                type="radio"
                name="below"
                checked={withBelow === choice}
                onChange={() => {
                  setWithBelow(choice);
                }}
              />
              {choice ? messages.tagManager.withBelow(below) : messages.tagManager.liftBelow(below)}
            </label>
          ))}
        </fieldset>
      )}
      <p className="tag-dialog-text" role="status" data-testid="tag-preview">
        {preview === null || typeof preview === 'string'
          ? (preview ?? '')
          : messages.tagManager.removeText(preview.photos, preview.withoutOther)}{' '}
        {messages.tagManager.removeKept}
      </p>
    </AskingDialog>
  );
}

const mostNames = 8;

/** Of one tag the title says the name. */
function Names({ tags }: { readonly tags: readonly TagSummary[] }) {
  if (tags.length === 1) return null;
  return (
    <ul className="tag-dialog-names">
      {tags.slice(0, mostNames).map((tag) => (
        <li key={tag.id}>
          <bdi>{tag.name}</bdi>
        </li>
      ))}
      {tags.length > mostNames ? <li>{messages.tagManager.andMore(tags.length - mostNames)}</li> : null}
    </ul>
  );
}
