import { X } from 'lucide-react';
import { commandIds, isMarkCommand } from '../../api/index.js';
import { commandCaps } from '../../lib/keys.js';
import { messages } from '../../lib/messages.js';
import { isMac } from '../../lib/platform.js';
import { Dialog, IconButton, Keys } from '../../ui/index.js';
import { hotKeyCaps, useTags } from '../tags/index.js';
import { openPanel, useView } from '../view/index.js';
import './settings.css';

const close = (): void => {
  openPanel('none');
};

interface Shortcut {
  readonly what: string;
  readonly keys: readonly string[];
}

const everywhere: readonly Shortcut[] = commandIds
  .filter((command) => !isMarkCommand(command))
  .flatMap((command) => {
    const keys = commandCaps(command, isMac);
    return keys.length === 0 ? [] : [{ what: messages.commands.titles[command], keys }];
  });

export function ShortcutsDialog() {
  const isOpen = useView((state) => state.panel === 'shortcuts');
  const tags = useTags((state) => state.tags);
  if (!isOpen) return null;
  const ofTags = tags.flatMap(({ name, hotKey }) =>
    hotKey === null ? [] : [{ what: name, keys: hotKeyCaps(hotKey) }],
  );
  return (
    <Dialog title={messages.shortcuts.title} size="large" hideTitle onClose={close}>
      <div className="shortcuts-head">
        <h2>{messages.shortcuts.title}</h2>
        <IconButton label={messages.shortcuts.close} onPress={close}>
          <X size={16} />
        </IconButton>
      </div>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- where it is longer than the window, keys scroll it */}
      <div className="shortcuts scroll" tabIndex={0}>
        <Shortcuts title={messages.shortcuts.everywhere} items={everywhere} />
        {ofTags.length === 0 ? null : <Shortcuts title={messages.hotKeys.group} items={ofTags} />}
        {messages.shortcuts.groups.map(({ title, items }) => (
          <Shortcuts key={title} title={title} items={items.map(([what, keys]) => ({ what, keys }))} />
        ))}
      </div>
    </Dialog>
  );
}

function Shortcuts({ title, items }: { readonly title: string; readonly items: readonly Shortcut[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {items.map(({ what, keys }) => (
          <div key={what} className="shortcut">
            <dt>{what}</dt>
            <dd>
              <Keys caps={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
