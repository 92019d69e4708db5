import { type Block, clean } from './engine.ts';
import type { MessageView } from './view.ts';
import { fill, type Words } from './words/index.ts';
import { wrap } from './wrap.ts';

/** The names that the words of a call may take. */
function valuesOf({ business, contact, customer }: MessageView): Record<string, string> {
  return {
    person: clean(business.person || business.name),
    business: clean(business.name),
    customer: clean(customer.name),
    who: clean(contact.name.trim() || customer.name),
    phone: clean(business.phone ?? ''),
    number: clean(contact.phone ?? ''),
  };
}

/** The title of a call's task where the template has none of its own. */
export function callTitle(view: MessageView, words: Words): string {
  return fill(words.call.title, valuesOf(view));
}

/** What stands in a script for a block that every call shares. */
export function callText(block: Block, view: MessageView, words: Words): string {
  const hasPhone = (view.business.phone ?? '').trim() !== '';
  return phrasesOf(block, view, words)
    .filter((phrase) => hasPhone || !phrase.includes('{phone}'))
    .map((phrase) => spokenText(fill(phrase, valuesOf(view)).replaceAll('**', ''), words))
    .join('\n\n');
}

function phrasesOf(block: Block, view: MessageView, { call }: Words): readonly string[] {
  switch (block) {
    case 'who': {
      const who = view.contact.name.trim() === '' ? call.whoUnknown : call.who;
      return view.contact.phone === null ? [who] : [who, call.number];
    }
    case 'opening':
      return call.opening;
    case 'listen':
      return call.listen;
    case 'voicemail':
      return call.voicemail;
    case 'close':
      return call.close;
    default:
      return [];
  }
}

/** A paragraph of a script: what begins with > is said aloud and stands in quotes. */
export function spokenText(paragraph: string, { quotes }: Words): string {
  const aloud = /^>\s*([\s\S]*)$/.exec(paragraph);
  return wrap(aloud ? `${quotes[0]}${aloud[1]}${quotes[1]}` : paragraph);
}
