import { Flag as FlagIcon, FlagOff, Star } from 'lucide-react';
import { colourLabels, type ColourLabel, type CommandId, type Flag, type Marks, type Rating } from '../../api/index.js';
import { commandCaps } from '../../lib/keys.js';
import { messages } from '../../lib/messages.js';
import { isMac } from '../../lib/platform.js';
import { classes } from '../../ui/index.js';
import type { MixedMarks } from './mixed.js';
import './marks.css';

export interface MarksRowProps {
  readonly marks: MixedMarks;
  readonly onSet: (marks: Partial<Marks>) => void;
  readonly className?: string;
}

const keyOf = (command: CommandId): string => commandCaps(command, isMac).join(' ');

const stars = [1, 2, 3, 4, 5] as const satisfies readonly Rating[];

/** Stars, flags and colours, each a button that shows what is so, and takes it away when it is so already. */
export function MarksRow({ marks, onSet, className }: MarksRowProps) {
  const words = messages.marks;
  const { rating, flag, label } = marks;
  const flagButton = (value: Flag) => (
    <button
      type="button"
      className={classes('mark-button', `mark-${value}`, flag === value && 'mark-on')}
      aria-label={words.flag[value]}
      title={`${words.flag[value]} (${keyOf(value === 'picked' ? 'pick' : 'reject')})`}
      aria-pressed={flag === 'mixed' ? 'mixed' : flag === value}
      onClick={() => {
        onSet({ flag: flag === value ? null : value });
      }}
    >
      {value === 'picked' ? <FlagIcon size={15} /> : <FlagOff size={15} />}
    </button>
  );
  return (
    <div className={classes('marks-row', className)} data-testid="marks">
      <div className="marks-group" role="group" aria-label={words.rating(rating)}>
        {stars.map((star) => (
          <button
            key={star}
            type="button"
            className={classes('mark-button mark-star', rating !== 'mixed' && rating >= star && 'mark-on')}
            aria-label={words.stars(star)}
            title={`${words.stars(star)} (${String(star)})`}
            aria-pressed={rating === 'mixed' ? 'mixed' : rating === star}
            onClick={() => {
              onSet({ rating: rating === star ? 0 : star });
            }}
          >
            <Star size={15} />
          </button>
        ))}
        {rating === 'mixed' ? <span className="marks-mixed">{words.mixed}</span> : null}
      </div>
      <div className="marks-group" role="group" aria-label={words.flags(flag)}>
        {flagButton('picked')}
        {flagButton('rejected')}
        {flag === 'mixed' ? <span className="marks-mixed">{words.mixed}</span> : null}
      </div>
      <div className="marks-group" role="group" aria-label={words.labels(label)}>
        {colourLabels.map((colour) => (
          <ColourButton
            key={colour}
            colour={colour}
            isOn={label === 'mixed' ? 'mixed' : label === colour}
            onPress={() => {
              onSet({ label: label === colour ? null : colour });
            }}
          />
        ))}
        {label === 'mixed' ? <span className="marks-mixed">{words.mixed}</span> : null}
      </div>
    </div>
  );
}

interface ColourButtonProps {
  readonly colour: ColourLabel;
  readonly isOn: boolean | 'mixed';
  readonly onPress: () => void;
}

export function ColourButton({ colour, isOn, onPress }: ColourButtonProps) {
  const words = messages.marks;
  const key = keyOf(`label_${colour}`);
  return (
    <button
      type="button"
      className={classes('mark-button mark-colour', isOn === true && 'mark-on')}
      data-colour={colour}
      aria-label={words.label[colour]}
      title={key === '' ? words.label[colour] : `${words.label[colour]} (${key})`}
      aria-pressed={isOn}
      onClick={onPress}
    >
      <span className="mark-dot" />
    </button>
  );
}
