import { UnreadableFileError } from './problems.ts';

/** The kinds of file that can be read. */
export type FileKind = 'text' | 'workbook';

interface Foreign {
  begins: string;
  words: string;
}

const FOREIGN: readonly Foreign[] = [
  {
    begins: 'd0cf11e0a1b11ae1',
    words:
      'This is an old Excel file (.xls) or a workbook with a password. Open it, save it as XLSX without a password, or as CSV, and import that.',
  },
  {
    begins: '25504446',
    words: 'This is a PDF. Export the same report as CSV or XLSX and import that.',
  },
  {
    begins: '1f8b',
    words: 'This is a compressed file (.gz). Unpack it and import the file inside.',
  },
  {
    begins: '377abcaf271c',
    words: 'This is a compressed file (.7z). Unpack it and import the file inside.',
  },
  {
    begins: '52617221',
    words: 'This is a compressed file (.rar). Unpack it and import the file inside.',
  },
  {
    begins: '89504e47',
    words: 'This is a picture. Export the table as CSV or XLSX and import that.',
  },
  {
    begins: 'ffd8ff',
    words: 'This is a picture. Export the table as CSV or XLSX and import that.',
  },
  {
    begins: '7b5c727466',
    words: 'This is a text document (.rtf). Export the table as CSV or XLSX and import that.',
  },
];

/**
 * Tells a workbook from text by how it begins, not by its name.
 * @throws UnreadableFileError with words for kinds that cannot be read, and for an empty file.
 */
export function kindOf(head: Buffer): FileKind {
  if (head.length === 0 || /^[\s\ufeff]*$/.test(head.toString('utf8'))) {
    throw new UnreadableFileError('The file is empty. Nothing was imported.');
  }
  const begins = head.subarray(0, 16).toString('hex');
  const foreign = FOREIGN.find((one) => begins.startsWith(one.begins));
  if (foreign) throw new UnreadableFileError(`${foreign.words} Nothing was imported.`);
  if (begins.startsWith('504b0304') || begins.startsWith('504b0506')) {
    if (head.includes('mimetypeapplication/vnd.oasis')) {
      throw new UnreadableFileError(
        'This is an OpenDocument sheet (.ods). Save it as XLSX or CSV and import that. Nothing was imported.',
      );
    }
    return 'workbook';
  }
  if (/^\s*<(!doctype|html|\?xml)/i.test(head.subarray(0, 200).toString('latin1'))) {
    throw new UnreadableFileError(
      'This is a web page or XML, not a table. Export the report as CSV or XLSX and import that. Nothing was imported.',
    );
  }
  return 'text';
}
