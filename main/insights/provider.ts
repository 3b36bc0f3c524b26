import type { Language } from '../../preload/contract/language.js';
import type { InsightFact, PhotoFacts, SuggestedTag } from '../../preload/contract/model.js';
import type { SeenInPhoto } from '../core/seen.js';

/** What a provider is told of a photo. */
export interface InsightSubject {
  readonly fileName: string;
  readonly facts: PhotoFacts;
  /** In how many places the same bytes are known; 1 while the file is not hashed. */
  readonly placeCount: number;
  readonly libraryNames: readonly string[];
  /** Null when nobody has looked at the pixels yet. */
  readonly seen: SeenInPhoto | null;
  /** What the insight is to be written in. */
  readonly language: Language;
}

export interface InsightText {
  readonly title: string;
  readonly summary: string;
  readonly facts: readonly InsightFact[];
  /** Tags that fit, the best first: paths, as `tag-path.ts` reads them. */
  readonly suggestedTags: readonly SuggestedTag[];
  /** Where it depends on the photo or its language; else that of the provider. */
  readonly promptVersion?: string;
}

/** Something that writes insights. Rejects with an error whose message names the photo's trouble. */
export interface InsightProvider {
  readonly name: string;
  readonly modelVersion: string;
  readonly promptVersion: string | null;
  describe(subject: InsightSubject, signal: AbortSignal): Promise<InsightText>;
}
