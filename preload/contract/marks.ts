/** Marks of a photo: what is said of it with one key. Packed into one number each, so that a grid of a million carries them. */

/** Stars; 0 for none. */
export type Rating = 0 | 1 | 2 | 3 | 4 | 5;

export const flags = ['picked', 'rejected'] as const;
export type Flag = (typeof flags)[number];

export const colourLabels = ['red', 'orange', 'yellow', 'green', 'blue', 'purple'] as const;
export type ColourLabel = (typeof colourLabels)[number];

export interface Marks {
  readonly rating: Rating;
  readonly flag: Flag | null;
  readonly label: ColourLabel | null;
}

export type MarkField = keyof Marks;

/** As numbers, in the database too: a flag 0 to 2, a label 0 to 6, in the order of the lists above; 0 for none. */
export type MarkCodes = Readonly<Record<MarkField, number>>;

export function codesOf({ rating, flag, label }: Marks): MarkCodes {
  return {
    rating,
    flag: flag === null ? 0 : flags.indexOf(flag) + 1,
    label: label === null ? 0 : colourLabels.indexOf(label) + 1,
  };
}

/** Bits 0 to 2: the rating. Bits 3 and 4: the flag. Bits 5 to 7: the label. */
export const markShift = { rating: 0, flag: 3, label: 5 } as const satisfies Record<MarkField, number>;

export function packMarks(marks: Marks): number {
  const { rating, flag, label } = codesOf(marks);
  return rating | (flag << markShift.flag) | (label << markShift.label);
}

export function unpackMarks(packed: number): Marks {
  return {
    rating: (packed & 7) as Rating,
    flag: flags[((packed >> markShift.flag) & 3) - 1] ?? null,
    label: colourLabels[((packed >> markShift.label) & 7) - 1] ?? null,
  };
}
