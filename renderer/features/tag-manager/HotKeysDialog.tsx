import { X } from 'lucide-react';
import { useState } from 'react';
import { hotKeys, type HotKey } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { Button, Dialog, IconButton, Keys } from '../../ui/index.js';
import { hotKeyCaps, TagPicker, useTags } from '../tags/index.js';
import { describeTag, stopAsking } from './store.js';

/** Which tag each key gives: the numbers always, of the letters those that have one and the next that is free. */
export function HotKeysDialog() {
  const tags = useTags((state) => state.tags);
  const [more, setMore] = useState(0);
  const keys = hotKeys();
  const letters = keys.slice(9);
  const used = letters.filter((key) => tags.some(({ hotKey }) => hotKey === key));
  const free = letters.filter((key) => !used.includes(key)).slice(0, more);
  return (
    <Dialog title={messages.hotKeys.title} onClose={stopAsking} size="medium">
      <p className="tag-dialog-note">{messages.hotKeys.text}</p>
      <ul className="hot-keys scroll">
        {[...keys.slice(0, 9), ...used, ...free].map((key) => (
          <HotKeyRow key={key} hotKey={key} />
        ))}
      </ul>
      <div className="dialog-actions">
        <Button
          isDisabled={used.length + free.length >= letters.length}
          onPress={() => {
            setMore(more + 1);
          }}
        >
          {messages.hotKeys.letter}
        </Button>
        <Button variant="primary" onPress={stopAsking}>
          {messages.hotKeys.done}
        </Button>
      </div>
    </Dialog>
  );
}

function HotKeyRow({ hotKey }: { readonly hotKey: HotKey }) {
  const tags = useTags((state) => state.tags);
  const holder = tags.find((tag) => tag.hotKey === hotKey);
  const caps = hotKeyCaps(hotKey);
  const name = caps.join(' ');
  return (
    <li className="hot-key">
      <span className="hot-key-caps" aria-hidden="true">
        <Keys caps={caps} />
      </span>
      <TagPicker
        label={messages.hotKeys.tagFor(name)}
        placeholder={messages.hotKeys.none}
        tags={tags}
        value={holder?.id ?? null}
        onChoose={(tagId) => {
          if (tagId !== holder?.id) void describeTag(tagId, { hotKey });
        }}
      />
      <IconButton
        label={messages.hotKeys.clear(name)}
        isDisabled={holder === undefined}
        onPress={() => {
          if (holder !== undefined) void describeTag(holder.id, { hotKey: null });
        }}
      >
        <X size={14} />
      </IconButton>
    </li>
  );
}
