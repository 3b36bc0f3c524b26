import { useState } from 'react';
import { ComboBox, Group, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import type { ListedTag, PersonId } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { Button } from '../../ui/index.js';
import { TagPath, useTags } from '../tags/index.js';
import { namePerson, tagOfName } from './store.js';

/** Names of people stand first among those to complete from. */
function inOrder(tags: readonly ListedTag[]): readonly ListedTag[] {
  const root = `${messages.people.root}/`;
  const isPerson = ({ name }: ListedTag): number => Number(name.startsWith(root));
  return [...tags].sort((a, b) => isPerson(b) - isPerson(a) || a.name.localeCompare(b.name));
}

/** Who a person without a name is: a new name, or a known tag by a few letters of it. */
export function NameField({ personId }: { readonly personId: PersonId }) {
  const words = messages.people;
  const tags = useTags((state) => state.tags);
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const isReady = tagOfName(text) !== '' && !isBusy;
  const submit = async (): Promise<void> => {
    setIsBusy(true);
    const trouble = await namePerson(personId, text);
    setIsBusy(false);
    setError(trouble?.message ?? null);
  };
  return (
    <form
      className="name-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void submit();
      }}
    >
      <ComboBox
        className="name-box"
        aria-label={words.who}
        allowsCustomValue
        inputValue={text}
        defaultItems={inOrder(tags)}
        onInputChange={(typed) => {
          setText(typed);
          setError(null);
        }}
      >
        <Group className="tag-picker-box">
          <Input className="field" placeholder={words.who} spellCheck={false} maxLength={500} />
        </Group>
        <Popover className="menu-popover tag-picker-list scroll" offset={4}>
          <ListBox className="menu">
            {(tag: ListedTag) => (
              <ListBoxItem id={tag.id} textValue={tag.name} className="menu-item tag-picker-item">
                <TagPath name={tag.name} />
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
      <Button type="submit" variant="primary" isDisabled={!isReady}>
        {words.nameDo}
      </Button>
      {error === null ? (
        <p className="person-notes name-hint">{words.nameHint(words.root)}</p>
      ) : (
        <p className="name-hint name-error" role="alert">
          {error}
        </p>
      )}
    </form>
  );
}
