/** What a model writes, as it is asked for and as it is read. */
import { z } from 'zod';

const maxTags = 12;
const maxTagLength = 80;

/** Read with patience: too much is cut, what is not asked for is left out. */
const answerSchema = z.object({
  title: z.string().trim().min(1).max(500),
  description: z.string().trim().min(1).max(20_000),
  tags: z.array(z.string()).default([]),
});

/** As servers that hold models to a form want it. */
export const answerForm = {
  type: 'object',
  properties: {
    title: { type: 'string' },
    description: { type: 'string' },
    tags: { type: 'array', items: { type: 'string' } },
  },
  required: ['title', 'description', 'tags'],
  additionalProperties: false,
} as const;

export const formPrompt =
  'Answer with one JSON object and nothing else: {"title": string, "description": string, "tags": array of strings}.';

export function repairPrompt(problem: string): string {
  return `Your answer cannot be used. ${problem} ${formPrompt}`;
}

export const trialPrompt = 'Describe this picture in one sentence.';

export interface ModelAnswer {
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
}

export type ReadAnswer =
  | { readonly ok: true; readonly answer: ModelAnswer }
  /** For the model, in words that it can mend by. */
  | { readonly ok: false; readonly problem: string };

/** The outermost braces, whatever stands around them: thoughts, a code fence, an apology. */
function objectIn(text: string): string | null {
  const said = text.replace(/<think>[\s\S]*?<\/think>/g, '');
  const [from, to] = [said.indexOf('{'), said.lastIndexOf('}')];
  return from < 0 || to < from ? null : said.slice(from, to + 1);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

export function readAnswer(text: string): ReadAnswer {
  const found = objectIn(text);
  if (found === null) return { ok: false, problem: 'There was no JSON object in it.' };
  let value: unknown;
  try {
    value = JSON.parse(found);
  } catch (error) {
    return { ok: false, problem: `It was not valid JSON: ${error instanceof Error ? error.message : ''}` };
  }
  const parsed = answerSchema.safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.')}: ${message}`);
    return { ok: false, problem: problems.join('; ') };
  }
  const { title, description, tags } = parsed.data;
  const names = tags
    .map((tag) => oneLine(tag.replace(/^#/, '')))
    .filter((tag) => tag !== '' && tag.length <= maxTagLength);
  return {
    ok: true,
    answer: {
      title: oneLine(title).slice(0, 200),
      description,
      tags: [...new Map(names.map((name) => [name.toLowerCase(), name])).values()].slice(0, maxTags),
    },
  };
}
