import { Paintbrush, X } from 'lucide-react';
import { lastLevelOf } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { isMac } from '../../lib/platform.js';
import { Button, IconButton, Keys } from '../../ui/index.js';
import { TagDot, TagPicker, useTags } from '../tags/index.js';
import { addPaint, endPainting, removePaint, usePaintingState } from './store.js';
import './painting.css';

/** Says what a click does now, and with which tags. */
export function PaintingBar() {
  const { isOn, tagIds } = usePaintingState();
  const tags = useTags((state) => state.tags);
  if (!isOn) return null;
  const painted = tags.filter(({ id }) => tagIds.includes(id));
  return (
    <div className="painting" role="region" aria-label={messages.painting.label} data-testid="painting">
      <Paintbrush size={15} />
      <span className="painting-title">{messages.painting.title}</span>
      <ul className="painting-tags">
        {painted.map((tag) => (
          <li key={tag.id} className="painting-tag" title={tag.name}>
            <TagDot tagId={tag.id} />
            <span className="painting-name">{lastLevelOf(tag.name)}</span>
            <IconButton
              className="painting-remove"
              label={messages.painting.remove(tag.name)}
              onPress={() => {
                removePaint(tag.id);
              }}
            >
              <X size={12} />
            </IconButton>
          </li>
        ))}
      </ul>
      <div className="painting-add">
        <TagPicker
          key={tagIds.join(' ')}
          label={messages.painting.add}
          placeholder={messages.painting.add}
          tags={tags.filter(({ id }) => !tagIds.includes(id))}
          value={null}
          onChoose={addPaint}
          isFocusedAtFirst={painted.length === 0}
        />
      </div>
      <span className="painting-hint">
        {painted.length === 0 ? messages.painting.chooseFirst : messages.painting.hint(isMac ? '⌥' : 'Alt')}
      </span>
      <Button variant="quiet" onPress={endPainting}>
        {messages.painting.end} <Keys caps={['Esc']} />
      </Button>
    </div>
  );
}
