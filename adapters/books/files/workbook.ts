import { LIMITS } from './limits.ts';
import { UnreadableFileError } from './problems.ts';
import type { FileSource } from './source.ts';
import { attribute, type XmlHandler, XmlReader } from './xml.ts';
import { damaged, unzip } from './zip.ts';

/** What must be known of a workbook before its sheets can be read. */
export interface Workbook {
  /** Paths of the sheets inside the archive, in the order of the tabs; hidden ones last. */
  sheets: { name: string; path: string }[];
  sharedStrings: string[];
  /** By the number of a cell's style: whether it shows a date. */
  dateStyles: boolean[];
  /** Days are counted from 1904 rather than 1900. */
  from1904: boolean;
}

const PARTS = /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|styles\.xml|sharedStrings\.xml)$/;

/** Reads the parts of a workbook that are not sheets. @throws UnreadableFileError */
export async function readWorkbook(source: FileSource): Promise<Workbook> {
  const book = new BookParts();
  const readers = new Map<string, XmlReader>();
  for await (const { name, bytes, last } of unzip(source, (part) => PARTS.test(part))) {
    let reader = readers.get(name);
    if (!reader) {
      reader = new XmlReader(book.handlerFor(name));
      readers.set(name, reader);
    }
    reader.take(bytes, last);
  }
  return book.workbook();
}

interface SheetEntry {
  name: string;
  relation: string;
  hidden: boolean;
}

class BookParts {
  readonly #sheets: SheetEntry[] = [];
  readonly #targets = new Map<string, string>();
  readonly #strings: string[] = [];
  readonly #formats = new Map<number, string>();
  readonly #dateStyles: boolean[] = [];
  #from1904 = false;

  handlerFor(name: string): XmlHandler {
    if (name.endsWith('workbook.xml')) return this.#book();
    if (name.endsWith('.rels')) return this.#relations();
    return name.endsWith('styles.xml') ? this.#styles() : this.#shared();
  }

  workbook(): Workbook {
    if (this.#sheets.length === 0) throw damaged();
    const shown = [...this.#sheets].sort((a, b) => Number(a.hidden) - Number(b.hidden));
    const sheets = shown.flatMap(({ name, relation }) => {
      const target = this.#targets.get(relation);
      if (target === undefined) return [];
      return [{ name, path: target.startsWith('/') ? target.slice(1) : `xl/${target}` }];
    });
    return {
      sheets,
      sharedStrings: this.#strings,
      dateStyles: this.#dateStyles,
      from1904: this.#from1904,
    };
  }

  #book(): XmlHandler {
    return elements((name, attributes) => {
      if (name === 'workbookPr') {
        this.#from1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '');
      }
      if (name !== 'sheet') return;
      this.#sheets.push({
        name: attribute(attributes, 'name') ?? '',
        relation: attribute(attributes, 'id') ?? '',
        hidden: (attribute(attributes, 'state') ?? 'visible') !== 'visible',
      });
    });
  }

  #relations(): XmlHandler {
    return elements((name, attributes) => {
      if (name !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return;
      this.#targets.set(attribute(attributes, 'Id') ?? '', attribute(attributes, 'Target') ?? '');
    });
  }

  #styles(): XmlHandler {
    let inCells = false;
    const handler = elements((name, attributes) => {
      if (name === 'numFmt') {
        const id = Number(attribute(attributes, 'numFmtId'));
        this.#formats.set(id, attribute(attributes, 'formatCode') ?? '');
      }
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) {
        this.#dateStyles.push(this.#showsDate(Number(attribute(attributes, 'numFmtId') ?? 0)));
      }
    });
    handler.close = (name) => {
      if (name === 'cellXfs') inCells = false;
    };
    return handler;
  }

  #showsDate(format: number): boolean {
    // The formats with fixed numbers in ECMA-376 (18.8.30); 27–36 and 50–58 are East Asian dates.
    const fixed = [14, 15, 16, 17, 22].includes(format);
    if (fixed || (format >= 27 && format <= 36) || (format >= 50 && format <= 58)) return true;
    const code = this.#formats.get(format);
    if (code === undefined) return false;
    const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '');
    return /[dy]/i.test(bare) || /m/i.test(bare.replace(/general/gi, '').replace(/[hs]+.*/gi, ''));
  }

  #shared(): XmlHandler {
    let text = '';
    let inText = false;
    let phonetic = false;
    let length = 0;
    return {
      open: (name) => {
        if (name === 'si') text = '';
        if (name === 'rPh') phonetic = true;
        inText = name === 't';
      },
      close: (name) => {
        if (name === 't') inText = false;
        if (name === 'rPh') phonetic = false;
        if (name === 'si') this.#strings.push(text);
      },
      text: (piece) => {
        if (!inText || phonetic) return;
        text += piece;
        length += piece.length;
        if (length > LIMITS.sharedText) {
          throw new UnreadableFileError(
            'This workbook holds more text than can be read at once. Nothing was imported. Save the sheet as CSV and import that.',
          );
        }
      },
    };
  }
}

function elements(open: XmlHandler['open']): XmlHandler {
  return { open, close: () => {}, text: () => {} };
}
