import type { Availability } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { classes } from '../../ui/index.js';
import './availability.css';

export function availabilityWord({ reason }: Availability): string {
  return messages.libraries.reason[reason];
}

/** Colour and shape both tell the state; the words stand beside it or in the name of what holds it. */
export function AvailabilityDot({ state }: { readonly state: Availability['state'] }) {
  return <span className={classes('availability', `availability-${state}`)} aria-hidden="true" />;
}
