/** What scripts/test.mjs says of the displays that there are: one for each test that runs at the same time. */
export const displays = JSON.parse(process.env['KEEPSIGHT_DISPLAYS'] ?? '[{}]') as readonly Readonly<
  Record<string, string>
>[];

/** The environment of a window that this worker opens. */
export function ownDisplay(): Readonly<Record<string, string>> {
  return displays[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)] ?? {};
}
