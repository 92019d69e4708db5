import { Card } from '../../parts/index.ts';
import type { Fault } from './faults.tsx';
import classes from './policy.module.css';

/** The text itself with its line numbers; a line with a fault is marked, and says which. */
export function YamlPane({
  yaml,
  onChange,
  faults,
  readOnly,
}: {
  yaml: string;
  onChange: (yaml: string) => void;
  faults: readonly Fault[];
  readOnly: boolean;
}) {
  const lines = yaml.split('\n');
  const faulty = new Set(faults.map((fault) => fault.line));
  return (
    <Card flush label="The policy as text">
      <div className={classes.yaml}>
        <ol aria-hidden="true">
          {lines.map((_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            <li key={index} data-fault={faulty.has(index + 1)}>
              {index + 1}
            </li>
          ))}
        </ol>
        <textarea
          aria-label="The policy as YAML"
          value={yaml}
          rows={lines.length}
          wrap="off"
          spellCheck={false}
          readOnly={readOnly}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </div>
    </Card>
  );
}
