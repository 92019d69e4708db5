import { LIMITS } from './limits.ts';
import { damaged } from './zip.ts';

/** What a part of a workbook tells its reader, in the order of the text. */
export interface XmlHandler {
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(text: string): void;
}

/**
 * A small reader of the XML inside workbooks, which comes in pieces: elements (without their
 * prefix), text and CDATA. It knows the five entities of XML and character numbers; a document
 * type, and with it every entity of its own and every external one, is refused.
 */
export class XmlReader {
  readonly #decoder = new TextDecoder('utf-8');
  readonly #handler: XmlHandler;
  #rest = '';

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  take(bytes: Uint8Array, last: boolean): void {
    const text = this.#rest + this.#decoder.decode(bytes, { stream: !last });
    let at = 0;
    while (at < text.length) {
      const next = text[at] === '<' ? this.#markup(text, at) : this.#characters(text, at, last);
      if (next < 0) break;
      at = next;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > LIMITS.lineLength || (last && this.#rest.trim() !== '')) {
      throw damaged();
    }
  }

  #characters(text: string, at: number, last: boolean): number {
    const end = text.indexOf('<', at);
    if (end < 0 && !last) return -1;
    const to = end < 0 ? text.length : end;
    this.#handler.text(unescapeXml(text.slice(at, to)));
    return to;
  }

  #markup(text: string, at: number): number {
    if (text.startsWith('<![CDATA[', at)) {
      const end = text.indexOf(']]>', at);
      if (end < 0) return -1;
      this.#handler.text(text.slice(at + 9, end));
      return end + 3;
    }
    if (text.startsWith('<!--', at)) {
      const end = text.indexOf('-->', at + 4);
      return end < 0 ? -1 : end + 3;
    }
    if (text.startsWith('<!', at) && text.length < at + 9) return -1;
    if (text.startsWith('<!', at)) throw damaged();
    const end = text.indexOf('>', at);
    if (end < 0) return -1;
    if (text[at + 1] !== '?') this.#element(text.slice(at + 1, end));
    return end + 1;
  }

  #element(inside: string): void {
    if (inside.startsWith('/')) {
      this.#handler.close(localName(inside.slice(1).trim()));
      return;
    }
    const empty = inside.endsWith('/');
    const body = empty ? inside.slice(0, -1) : inside;
    const space = body.search(/\s/);
    const name = localName(space < 0 ? body : body.slice(0, space));
    this.#handler.open(name, space < 0 ? '' : body.slice(space));
    if (empty) this.#handler.close(name);
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The value of an attribute in the text of a tag, or null. Names may carry a prefix. */
export function attribute(attributes: string, name: string): string | null {
  const match = new RegExp(`\\s(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return match ? unescapeXml(match[1] ?? match[2] ?? '') : null;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w+);/gi, (whole, entity: string) => {
    if (!entity.startsWith('#')) return ENTITIES[entity] ?? whole;
    const hex = entity[1] === 'x' || entity[1] === 'X';
    const code = Number.parseInt(entity.slice(hex ? 2 : 1), hex ? 16 : 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
