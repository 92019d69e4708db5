import { type ReactNode, useEffect } from 'react';
import classes from './door.module.css';

/** The frame of the pages before one is in a business: what Duly is for, and one thing to do. */
export function Door({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Duly`;
  }, [title]);
  return (
    <div className={classes.door}>
      <header className={classes.words}>
        <p className={classes.wordmark}>duly</p>
        <p className={classes.saying}>Get paid on time, and keep the customer.</p>
        <ul className={classes.holds}>
          <li>One message for each customer, in the right words, at an hour that suits them.</li>
          <li>Whoever has paid, promised or objected is left in peace.</li>
          <li>Every message says why it is sent, and every silence why it is kept.</li>
          <li>Nothing leaves until you say so.</li>
        </ul>
      </header>
      <main className={classes.act}>{children}</main>
    </div>
  );
}
