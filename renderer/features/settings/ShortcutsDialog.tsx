import { Fragment } from 'react';
import { messages } from '../../lib/messages.js';
import { Button, Dialog } from '../../ui/index.js';
import { openPanel, useView } from '../view/index.js';
import './settings.css';

const close = (): void => {
  openPanel('none');
};

export function ShortcutsDialog() {
  const isOpen = useView((state) => state.panel === 'shortcuts');
  if (!isOpen) return null;
  return (
    <Dialog title={messages.shortcuts.title} onClose={close}>
      <div className="shortcuts">
        {messages.shortcuts.groups.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.items.map(([what, keys]) => (
                <div key={what} className="shortcut">
                  <dt>{what}</dt>
                  <dd>
                    {keys.map((key) => (
                      <Fragment key={key}>
                        <kbd>{key}</kbd>
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="dialog-actions">
        <Button onPress={close}>{messages.shortcuts.close}</Button>
      </div>
    </Dialog>
  );
}
