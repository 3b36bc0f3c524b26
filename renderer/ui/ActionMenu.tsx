import { Check, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover, SubmenuTrigger } from 'react-aria-components';
import { classes } from './classes.js';
import './menu.css';

interface PlainItem {
  readonly id: string;
  readonly text: string;
  readonly isDanger?: boolean;
  readonly isDisabled?: boolean;
  /** A line above it. */
  readonly startsGroup?: boolean;
  /** Before the text. */
  readonly icon?: ReactNode;
  /** It is what is so now. */
  readonly isChecked?: boolean;
}

export interface ActionMenuAction extends PlainItem {
  readonly onAction: () => void;
}

export interface ActionSubmenu extends PlainItem {
  readonly items: readonly ActionMenuAction[];
}

export type ActionMenuItem = ActionMenuAction | ActionSubmenu;

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
      <Popover className="menu-popover scroll" placement="bottom end" offset={4}>
        <Menu className="menu" aria-label={label}>
          {items.map((item) =>
            'items' in item ? (
              <SubmenuTrigger key={item.id}>
                <Item item={item} />
                <Popover className="menu-popover menu-submenu scroll" offset={-2}>
                  <Menu className="menu" aria-label={item.text}>
                    {item.items.map((inner) => (
                      <Item key={inner.id} item={inner} />
                    ))}
                  </Menu>
                </Popover>
              </SubmenuTrigger>
            ) : (
              <Item key={item.id} item={item} />
            ),
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function Item({ item }: { readonly item: ActionMenuItem }) {
  const isSubmenu = 'items' in item;
  return (
    <MenuItem
      id={item.id}
      textValue={item.text}
      className={classes('menu-item', item.isDanger && 'menu-item-danger', item.startsGroup && 'menu-item-group')}
      isDisabled={item.isDisabled ?? false}
      {...(isSubmenu ? {} : { onAction: item.onAction })}
      {...(item.isChecked === undefined ? {} : { 'aria-label': item.text })}
    >
      {item.icon === undefined ? (
        item.text
      ) : (
        <span className="menu-item-icon">
          {item.icon}
          {item.text}
        </span>
      )}
      {item.isChecked === true ? <Check size={13} className="menu-item-end" /> : null}
      {isSubmenu ? <ChevronRight size={13} className="menu-item-end" /> : null}
    </MenuItem>
  );
}
