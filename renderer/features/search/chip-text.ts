/** How a search is shown: its terms on their chips, and as the text that is typed in the language of the window. Pure. */
import { language, notOf, parseSearch, printSearch, type SearchQuery, type SearchTerm } from '../../api/index.js';
import { messages } from '../../lib/messages.js';

export interface ChipText {
  readonly isNegated: boolean;
  /** Empty where the value says it all. */
  readonly field: string;
  readonly value: string;
}

export function chipText(text: string): ChipText {
  const { query } = parseSearch(text);
  const isNegated = query.kind === 'not';
  const of = isNegated ? query.of : query;
  if (of.kind === 'all' || of.kind === 'any' || of.kind === 'not')
    return { isNegated, field: '', value: unwrapped(of) };
  return { isNegated, ...termText(of) };
}

function unwrapped(query: SearchQuery): string {
  if (query.kind !== 'any' && query.kind !== 'all') return printSearch(query, language);
  const word = query.kind === 'any' ? ` ${messages.search.or} ` : ' ';
  return query.of
    .map((part) => {
      const { isNegated, field, value } = chipText(printSearch(part));
      return `${isNegated ? '−' : ''}${field === '' ? '' : `${field} `}${value}`;
    })
    .join(word);
}

function termText(term: SearchTerm): Omit<ChipText, 'isNegated'> {
  const { fields, states, types, flags, labels } = messages.search;
  switch (term.kind) {
    case 'text': {
      const value = term.isPhrase ? `“${term.text}”` : term.text;
      return { field: term.scope === 'any' ? '' : fields[term.scope], value };
    }
    case 'name':
      return { field: fields[term.field], value: term.name };
    case 'date':
      return {
        field: '',
        value: term.from === term.to ? (term.from ?? '') : `${term.from ?? ''} – ${term.to ?? ''}`.trim(),
      };
    case 'before':
    case 'after':
      return { field: fields[term.kind], value: term.date };
    case 'near': {
      const [, place = ''] = /^near:(.*)$/.exec(printSearch(term)) ?? [];
      return { field: fields.near, value: place.replaceAll('"', '').replace('~', ' · ') };
    }
    case 'rating':
      return { field: fields.rating, value: messages.search.stars[term.is](term.stars) };
    case 'flag':
      return { field: fields.flag, value: flags[term.flag] };
    case 'label':
      return { field: fields.label, value: labels[term.label] };
    case 'type':
      return { field: '', value: types[term.type] };
    case 'is':
      return { field: '', value: states[term.state] };
  }
}

/** As it is typed; what is kept is in English. */
export function shownSearch(kept: string): string {
  return printSearch(parseSearch(kept).query, language);
}

/** The opposite term. */
export function negated(text: string): string {
  return printSearch(notOf(parseSearch(text).query));
}
