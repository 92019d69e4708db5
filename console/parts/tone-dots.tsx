import classes from './parts.module.css';

const WORDS = ['', 'warm', 'gentle', 'clear', 'firm', 'last notice'];

/** How firm a message is, as five dots: 1 warm … 5 last notice; in words to a screen reader. */
export function ToneDots({ tone }: { tone: number }) {
  return (
    <span
      className={classes.dots}
      role="img"
      aria-label={`tone ${tone} of 5, ${WORDS[tone] ?? ''}`}
      title={`tone ${tone} of 5: ${WORDS[tone] ?? ''}`}
    >
      {[1, 2, 3, 4, 5].map((dot) => (
        <span key={dot} className={classes.dot} data-on={dot <= tone} />
      ))}
    </span>
  );
}
