import { Button } from '@mantine/core';
import { type DragEvent, useRef, useState } from 'react';
import classes from './import.module.css';

/** Drop a file here, or choose one. */
export function DropZone({ onFile }: { onFile: (file: File) => void }) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  };
  return (
    <section
      aria-label="A file to import"
      className={classes.drop}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <p className={classes.dropTitle}>Drop a file here</p>
      <p className={classes.small}>
        The list of open invoices your accounts give you, as CSV or XLSX. The layouts of Xero,
        QuickBooks, FreshBooks and MYOB are known; any other is recognised by its headings.
      </p>
      <Button variant="default" onClick={() => input.current?.click()}>
        Choose a file
      </Button>
      <input
        ref={input}
        type="file"
        aria-label="File to import"
        accept=".csv,.tsv,.txt,.xlsx"
        className="visually-hidden"
        tabIndex={-1}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
    </section>
  );
}
