import { X } from 'lucide-react';
import { commandIds, keysOf } from '../../api/index.js';
import { keyCaps } from '../../lib/keys.js';
import { messages } from '../../lib/messages.js';
import { isMac } from '../../lib/platform.js';
import { Dialog, IconButton } from '../../ui/index.js';
import { openPanel, useView } from '../view/index.js';
import './settings.css';

const close = (): void => {
  openPanel('none');
};

interface Shortcut {
  readonly what: string;
  readonly keys: readonly string[];
}

const everywhere: readonly Shortcut[] = commandIds.flatMap((command) => {
  const [keys] = keysOf(command, isMac);
  return keys === undefined ? [] : [{ what: messages.commands.titles[command], keys: keyCaps(keys, isMac) }];
});

export function ShortcutsDialog() {
  const isOpen = useView((state) => state.panel === 'shortcuts');
  if (!isOpen) return null;
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
              {keys.map((key) => (
                <kbd key={key} className="key">
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
