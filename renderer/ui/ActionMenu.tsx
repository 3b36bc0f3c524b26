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
}

export interface ActionMenuProps {
  readonly label: string;
  readonly children: ReactNode;
  readonly items: readonly ActionMenuItem[];
  readonly className?: string;
}

export function ActionMenu({ label, children, items, className }: ActionMenuProps) {
  return (
    <MenuTrigger>
      <AriaButton aria-label={label} className={classes('icon-button', className)}>
        {children}
      </AriaButton>
      <Popover className="menu-popover" placement="bottom end" offset={4}>
        <Menu className="menu" aria-label={label}>
          {items.map((item) => (
            <MenuItem
              key={item.id}
              id={item.id}
              className={classes('menu-item', item.isDanger && 'menu-item-danger')}
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
