/** Insights and their history as files hold them, by the bytes they belong to. Pure: see `insights/insight-files.ts`. */
import type { ContentHash, Insight, InsightFact, InsightRating, SuggestedTag } from '../../preload/contract/model.js';

export interface FiledInsight {
  readonly title: string;
  readonly text: string;
  readonly facts: readonly InsightFact[];
  readonly suggestedTags: readonly SuggestedTag[];
  readonly provider: string;
  readonly model: string;
  readonly prompt: string | null;
  readonly askedBy: Insight['requestedBy'];
  readonly writtenAtMs: number;
  readonly pinnedAtMs: number | null;
  readonly isCurrent: boolean;
  readonly whyNotCurrent: Insight['whyNotCurrent'];
  readonly demotedAtMs: number | null;
  readonly isStale: boolean;
  readonly rating: InsightRating | null;
  readonly durationMs: number | null;
  readonly costMicros: number | null;
  readonly currency: string | null;
  readonly carriedFrom: ContentHash | null;
  /** Name of the library in which it was made, and where. */
  readonly library: string;
  readonly path: string;
}

export interface FiledPhoto {
  readonly contentHash: ContentHash;
  /** In the order in which they were written down. */
  readonly insights: readonly FiledInsight[];
}

export const insightFileFormat = 'keepsight-insights';
export const insightFileVersion = 1;

/** A photo stands on a line of its own, so that files can be compared and searched by lines. */
export const jsonHead = (exportedAtMs: number): string =>
  `{"format":"${insightFileFormat}","version":${insightFileVersion},"exportedAt":"${new Date(exportedAtMs).toISOString()}","photos":[\n`;
export const jsonTail = '\n]}\n';

export function jsonOfPhoto(photo: FiledPhoto): string {
  return JSON.stringify(photo);
}

/** One line an insight. Times are in UTC, the facts are JSON, the cost is in the currency. */
export const csvColumns = [
  'content hash',
  'library',
  'path',
  'current',
  'title',
  'text',
  'provider',
  'model',
  'prompt',
  'asked by',
  'written at',
  'pinned at',
  'why not current',
  'stopped being current at',
  'before an edit',
  'rating',
  'seconds',
  'cost',
  'currency',
  'carried from',
  'facts',
  'suggested tags',
] as const;

const csvField = (text: string): string => (/[",\n\r;]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csvTime = (ms: number | null): string => (ms === null ? '' : new Date(ms).toISOString());
const csvFlag = (is: boolean): string => (is ? 'yes' : 'no');

export function csvHead(): string {
  return `${csvColumns.join(',')}\r\n`;
}

export function csvOfPhoto({ contentHash, insights }: FiledPhoto): string {
  const lines = insights.map((insight) =>
    [
      contentHash,
      insight.library,
      insight.path,
      csvFlag(insight.isCurrent),
      insight.title,
      insight.text,
      insight.provider,
      insight.model,
      insight.prompt ?? '',
      insight.askedBy,
      csvTime(insight.writtenAtMs),
      csvTime(insight.pinnedAtMs),
      insight.whyNotCurrent ?? '',
      csvTime(insight.demotedAtMs),
      csvFlag(insight.isStale),
      insight.rating ?? '',
      insight.durationMs === null ? '' : String(insight.durationMs / 1_000),
      insight.costMicros === null ? '' : String(insight.costMicros / 1_000_000),
      insight.currency ?? '',
      insight.carriedFrom ?? '',
      JSON.stringify(insight.facts),
      JSON.stringify(insight.suggestedTags),
    ]
      .map(csvField)
      .join(','),
  );
  return lines.map((line) => `${line}\r\n`).join('');
}
