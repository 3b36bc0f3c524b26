import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import './menu.css';

export interface ChoiceMenuProps {
  readonly label: string;
  /** What the button shows. */
  readonly face: ReactNode;
  /** `ChoiceSection`s. */
  readonly children: ReactNode;
}

/** A button whose menu holds choices, of which one of each section holds. It stays open, so that several can be made. */
export function ChoiceMenu({ label, face, children }: ChoiceMenuProps) {
  return (
    <MenuTrigger>
      <span title={label}>
        <AriaButton aria-label={label} className="icon-button">
          {face}
        </AriaButton>
      </span>
      <Popover className="menu-popover scroll" placement="bottom end" offset={4}>
        <Menu className="menu" aria-label={label} shouldCloseOnSelect={false}>
          {children}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

export interface ChoiceSectionProps<Id extends string> {
  readonly title: string;
  readonly chosen: Id;
  readonly choices: readonly { readonly id: Id; readonly text: string }[];
  readonly onChoose: (id: Id) => void;
}

export function ChoiceSection<Id extends string>({ title, chosen, choices, onChoose }: ChoiceSectionProps<Id>) {
  return (
    <MenuSection
      className="menu-section"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => {
        const choice = choices.find(({ id }) => keys !== 'all' && keys.has(id));
        if (choice !== undefined) onChoose(choice.id);
      }}
    >
      <Header className="menu-heading">{title}</Header>
      {choices.map(({ id, text }) => (
        <MenuItem key={id} id={id} textValue={text} className="menu-item menu-choice">
          {({ isSelected }) => (
            <>
              <span className="menu-check">{isSelected ? <Check size={14} /> : null}</span>
              {text}
            </>
          )}
        </MenuItem>
      ))}
    </MenuSection>
  );
}
