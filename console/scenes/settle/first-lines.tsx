import type { ImportPreview } from '../../../server/rounds/import/api.ts';
import { fieldWords } from './field-words.ts';
import classes from './import.module.css';

const SHOWN = 4;

/** The file as it is: its columns, what each is taken for, and the first lines under them. */
export function FirstLines({
  preview,
  mapping,
}: {
  preview: ImportPreview;
  mapping: ImportPreview['mapping'];
}) {
  const columns = preview.columns.map((name, index) => ({ name, index }));
  const named = columns.filter(({ name }) => name !== '');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={classes.lines} aria-label="The first lines of the file" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Line</th>
            {named.map(({ name, index }) => (
              <th key={index} scope="col" data-out={!mapping[name]}>
                {name}
                <small>{mapping[name] ? fieldWords(mapping[name]) : 'left out'}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.samples.slice(0, SHOWN).map((sample) => (
            <tr key={sample.line}>
              <td className="tnum">{sample.line}</td>
              {named.map(({ name, index }) => (
                <td key={index} data-out={!mapping[name]}>
                  {sample.cells[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
