export interface Samples {
  /** Folder of a library in YYYY/MM folders. */
  readonly pictures: string;
  /** Folder of a flat library that holds some of the same bytes under other names. */
  readonly archive: string;
  readonly copies: readonly { readonly original: string; readonly copy: string }[];
  readonly count: number;
}

export declare function keptSamples(folder: string): Promise<Samples>;
