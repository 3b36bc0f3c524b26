import { ArrowDownNarrowWide, ArrowDownWideNarrow } from 'lucide-react';
import { groupings, setOrder, sortedBy, sortKeys, usualOrder, useView } from '../features/view/index.js';
import { messages } from '../lib/messages.js';
import { ChoiceMenu, ChoiceSection } from '../ui/index.js';

const directions = ['descending', 'ascending'] as const;

/** What the photos are sorted by, which way round, and what headers stand over them. */
export function OrderMenu() {
  const { by, descending, group } = useView((state) => state.view.order ?? usualOrder);
  const texts = messages.order;
  return (
    <ChoiceMenu
      label={texts.menu}
      face={descending ? <ArrowDownWideNarrow size={16} /> : <ArrowDownNarrowWide size={16} />}
    >
      <ChoiceSection
        title={texts.sort}
        chosen={by}
        choices={sortKeys.map((id) => ({ id, text: texts.by[id] }))}
        onChoose={(id) => {
          setOrder((order) => sortedBy(order, id));
        }}
      />
      <ChoiceSection
        title={texts.direction}
        chosen={descending ? 'descending' : 'ascending'}
        choices={directions.map((id) => ({ id, text: texts.directions[by][id] }))}
        onChoose={(id) => {
          setOrder((order) => ({ ...order, descending: id === 'descending' }));
        }}
      />
      <ChoiceSection
        title={texts.group}
        chosen={group}
        choices={groupings.map((id) => ({ id, text: texts.groups[id] }))}
        onChoose={(id) => {
          setOrder((order) => ({ ...order, group: id }));
        }}
      />
    </ChoiceMenu>
  );
}
