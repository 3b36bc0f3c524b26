import { ChevronDown, X } from 'lucide-react';
import { Button as AriaButton, ComboBox, Group, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import type { TagId } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { IconButton } from '../../ui/index.js';
import { useTags } from '../tags/index.js';
import { chooseTag, useHistory } from './store.js';

/** Narrows the history down to one tag. */
export function TagFilter() {
  const tags = useTags((state) => state.tags);
  const tagId = useHistory((state) => state.tagId);
  const items = [...tags].sort((one, other) => one.name.localeCompare(other.name));
  return (
    <div className="tag-filter">
      <ComboBox
        // The typed text is the box's own: another tag from outside makes a new one.
        key={`${String(tagId)} ${String(tags.length > 0)}`}
        aria-label={messages.history.tag}
        defaultItems={items}
        defaultValue={tagId}
        menuTrigger="focus"
        allowsEmptyCollection
        onChange={(key) => {
          if (key !== null) chooseTag(key as TagId);
        }}
      >
        <Group className="tag-filter-box">
          <Input className="field" placeholder={messages.history.allTags} spellCheck={false} />
          <AriaButton className="tag-filter-open" aria-label={messages.history.showTags}>
            <ChevronDown size={14} />
          </AriaButton>
        </Group>
        <Popover className="menu-popover tag-filter-list scroll" offset={4}>
          <ListBox
            className="menu"
            renderEmptyState={() => <p className="tag-filter-none">{messages.history.noTagMatches}</p>}
          >
            {(tag: (typeof items)[number]) => (
              <ListBoxItem id={tag.id} textValue={tag.name} className="menu-item tag-filter-item">
                {tag.name}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
      {tagId === null ? null : (
        <IconButton
          label={messages.history.clearTag}
          onPress={() => {
            chooseTag(null);
          }}
        >
          <X size={14} />
        </IconButton>
      )}
    </div>
  );
}
