import type { InsightFact, PhotoFacts } from '../../preload/contract/model.js';

/** What a provider is told of a photo. */
export interface InsightSubject {
  readonly fileName: string;
  readonly facts: PhotoFacts;
  /** In how many places the same bytes are known; 1 while the file is not hashed. */
  readonly placeCount: number;
  readonly libraryNames: readonly string[];
}

export interface InsightText {
  readonly title: string;
  readonly summary: string;
  readonly facts: readonly InsightFact[];
}

/** Something that writes insights. Rejects with an error whose message names the photo's trouble. */
export interface InsightProvider {
  readonly name: string;
  readonly modelVersion: string;
  readonly promptVersion: string | null;
  describe(subject: InsightSubject, signal: AbortSignal): Promise<InsightText>;
}
