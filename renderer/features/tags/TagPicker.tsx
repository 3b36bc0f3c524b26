import { ChevronDown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button, ComboBox, Group, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import type { TagId, TagSummary } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { afterOverlay } from '../../ui/index.js';
import { TagDot } from './TagDot.js';
import { TagPath } from './TagPath.js';
import './tag-picker.css';

export interface TagPickerProps {
  readonly label: string;
  readonly placeholder?: string;
  /** To choose from, sorted here. */
  readonly tags: readonly TagSummary[];
  readonly value: TagId | null;
  readonly onChoose: (tagId: TagId) => void;
  /** Offered above the tags: none of them. */
  readonly none?: { readonly text: string; readonly onChoose: () => void };
  /** For a dialog that asks for nothing else. */
  readonly isFocusedAtFirst?: boolean;
}

/** No tag has it. */
const NONE = -1;

interface Choice {
  readonly id: number;
  readonly name: string;
}

/** One tag out of all, by a few letters of its name. */
export function TagPicker({
  label,
  placeholder = '',
  tags,
  value,
  onChoose,
  none,
  isFocusedAtFirst = false,
}: TagPickerProps) {
  // The typed text is the box's own: another tag from outside makes a new one, one that was chosen in it does not.
  const [shown, setShown] = useState({ value, own: value, turn: 0 });
  if (shown.value !== value) setShown({ value, own: value, turn: shown.turn + (value === shown.own ? 0 : 1) });
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!isFocusedAtFirst) return;
    // A menu may close as the dialog opens.
    return afterOverlay(() => input.current?.focus());
  }, [isFocusedAtFirst]);
  const items: readonly Choice[] = [
    ...(none === undefined ? [] : [{ id: NONE, name: none.text }]),
    ...[...tags].sort((one, other) => one.name.localeCompare(other.name)),
  ];
  // The box writes the name of its tag only as it is made: without a tag it stays, with what somebody typed in it.
  const isNameKnown = value === null || tags.some(({ id }) => id === value);
  return (
    <ComboBox
      className="tag-picker"
      key={`${String(shown.turn)} ${String(isNameKnown)}`}
      aria-label={label}
      defaultItems={items}
      defaultValue={value}
      menuTrigger="focus"
      allowsEmptyCollection
      onChange={(key) => {
        if (key === null) return;
        if (key === NONE) {
          setShown({ ...shown, own: null });
          none?.onChoose();
          return;
        }
        setShown({ ...shown, own: key as TagId });
        onChoose(key as TagId);
      }}
    >
      <Group className="tag-picker-box">
        <Input
          ref={input}
          className="field"
          placeholder={placeholder}
          spellCheck={false}
          // eslint-disable-next-line jsx-a11y/no-autofocus -- who shows it decides
          autoFocus={isFocusedAtFirst}
        />
        <Button className="tag-picker-open" aria-label={messages.tags.choose}>
          <ChevronDown size={14} />
        </Button>
      </Group>
      <Popover className="menu-popover tag-picker-list scroll" offset={4}>
        <ListBox
          className="menu"
          renderEmptyState={() => <p className="tag-picker-none">{messages.tags.noneOfThatName}</p>}
        >
          {(tag: Choice) => (
            <ListBoxItem id={tag.id} textValue={tag.name} className="menu-item tag-picker-item">
              <TagDot tagId={tag.id as TagId} />
              <TagPath name={tag.name} />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
