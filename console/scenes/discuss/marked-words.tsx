import type { ReactNode } from 'react';
import classes from './replies.module.css';

/** Somebody's words with sentences of theirs marked, wherever each stands first. */
export function MarkedWords({ words, sentences }: { words: string; sentences: string[] }) {
  const marks = sentences
    .map((sentence) => ({ from: words.indexOf(sentence), to: 0, sentence }))
    .filter(({ from }) => from >= 0)
    .map((mark) => ({ ...mark, to: mark.from + mark.sentence.length }))
    .toSorted((a, b) => a.from - b.from);
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { from, to, sentence } of marks) {
    if (from < at) continue;
    parts.push(words.slice(at, from), <mark key={from}>{sentence}</mark>);
    at = to;
  }
  return (
    <blockquote className={classes.words}>
      {parts}
      {words.slice(at)}
    </blockquote>
  );
}
