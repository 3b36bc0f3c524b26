import { X } from 'lucide-react';
import { messages } from '../../lib/messages.js';
import { IconButton } from '../../ui/index.js';
import { TagPicker, useTags } from '../tags/index.js';
import { chooseTag, useHistory } from './store.js';

/** Narrows the history down to one tag. */
export function TagFilter() {
  const tags = useTags((state) => state.tags);
  const tagId = useHistory((state) => state.tagId);
  return (
    <div className="tag-filter">
      <TagPicker
        label={messages.history.tag}
        placeholder={messages.history.allTags}
        tags={tags}
        value={tagId}
        onChoose={chooseTag}
      />
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
