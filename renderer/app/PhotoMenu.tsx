import { useRef } from 'react';
import { Keyboard, Menu, MenuItem, Popover, Text } from 'react-aria-components';
import { commandsOfSelection, type CommandId } from '../api/index.js';
import { closePhotoMenu, openViewer, usePhotoMenu, usePhotos } from '../features/photos/index.js';
import { commandCaps, keyCaps } from '../lib/keys.js';
import { messages } from '../lib/messages.js';
import { isMac } from '../lib/platform.js';
import { afterOverlay, classes, Keys } from '../ui/index.js';
import { act } from './commands.js';
import './photo-menu.css';

const OPEN = 'open';
/** By which a group of its own begins: tags, the photo itself, its files and where it is, marks, albums. */
const groupStarts: ReadonlySet<CommandId> = new Set<CommandId>([
  'tag',
  'generate_insights',
  'stack',
  'copy_files',
  'pick',
  'add_to_album',
]);

/** What can be done with the selected photos: every command of the table that is about the selection. */
export function PhotoMenu() {
  const at = usePhotoMenu((state) => state.at);
  const anchor = useRef<HTMLSpanElement>(null);
  if (at === null) return null;
  const choose = (id: CommandId | typeof OPEN): void => {
    closePhotoMenu();
    // Some commands take the focus elsewhere.
    afterOverlay(() => {
      if (id === OPEN) openViewer(usePhotos.getState().active);
      else act({ kind: 'command', command: id }, []);
    });
  };
  return (
    <>
      <span ref={anchor} className="photo-menu-anchor" style={{ left: at.left, top: at.top }} />
      <Popover
        className="menu-popover photo-menu scroll"
        aria-label={messages.photoMenu.label}
        triggerRef={anchor}
        isOpen
        placement="bottom start"
        offset={0}
        onOpenChange={(isOpen) => {
          if (!isOpen) closePhotoMenu();
        }}
      >
        {/* eslint-disable-next-line jsx-a11y/no-autofocus -- a menu that was asked for has the keyboard */}
        <Menu className="menu" aria-label={messages.photoMenu.label} autoFocus="first" data-testid="photo-menu">
          <MenuItem
            id={OPEN}
            className="menu-item photo-menu-item"
            onAction={() => {
              choose(OPEN);
            }}
          >
            <Text slot="label">{messages.photoMenu.open}</Text>
            <Keyboard className="photo-menu-keys">
              <Keys caps={keyCaps('Enter', isMac)} />
            </Keyboard>
          </MenuItem>
          {commandsOfSelection.map((command) => (
            <MenuItem
              key={command}
              id={command}
              className={classes('menu-item photo-menu-item', groupStarts.has(command) && 'menu-item-group')}
              onAction={() => {
                choose(command);
              }}
            >
              <Text slot="label">{messages.commands.titles[command]}</Text>
              <Keyboard className="photo-menu-keys">
                <Keys caps={commandCaps(command, isMac)} />
              </Keyboard>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </>
  );
}
