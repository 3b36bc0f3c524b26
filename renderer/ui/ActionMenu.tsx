import type { ReactNode } from 'react';
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { classes } from './classes.js';
import './menu.css';

export interface ActionMenuItem {
  readonly id: string;
  readonly text: string;
  readonly onAction: () => void;
  readonly isDanger?: boolean;
  readonly isDisabled?: boolean;
  /** A line above it. */
  readonly startsGroup?: boolean;
}

export interface ActionMenuProps {
  readonly label: string;
  readonly children: ReactNode;
  readonly items: readonly ActionMenuItem[];
  readonly className?: string;
  /** For a menu that something else than its button opens too. */
  readonly isOpen?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
}

export function ActionMenu({ label, children, items, className, ...open }: ActionMenuProps) {
  return (
    <MenuTrigger {...open}>
      <AriaButton aria-label={label} className={classes('icon-button', className)}>
        {children}
      </AriaButton>
      <Popover className="menu-popover" placement="bottom end" offset={4}>
        <Menu className="menu" aria-label={label}>
          {items.map((item) => (
            <MenuItem
              key={item.id}
              id={item.id}
              className={classes(
                'menu-item',
                item.isDanger && 'menu-item-danger',
                item.startsGroup && 'menu-item-group',
              )}
              isDisabled={item.isDisabled ?? false}
              onAction={item.onAction}
            >
              {item.text}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
