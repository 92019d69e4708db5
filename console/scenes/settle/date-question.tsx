import { Button, Group } from '@mantine/core';
import type { ImportDateQuestion } from '../../../server/rounds/import/api.ts';
import { Card, dateText } from '../../parts/index.ts';
import { useBusiness } from '../../shell/business.ts';
import classes from './import.module.css';

/** Every date of the file can be read both ways: which one is it? */
export function DateQuestion({
  question,
  onChoose,
}: {
  question: ImportDateQuestion;
  onChoose: (dates: 'day-first' | 'month-first') => void;
}) {
  const { today } = useBusiness();
  const way = (dates: 'day-first' | 'month-first', iso: string) => (
    <Button
      variant={question.proposed === dates ? 'filled' : 'default'}
      onClick={() => onChoose(dates)}
    >
      {dateText(iso, today)}
      {question.proposed === dates && ', as usual here'}
    </Button>
  );
  return (
    <Card title="Which day is that?">
      <p className={classes.line}>
        Line {question.line}, {question.column}: <strong>{question.value}</strong> can be read both
        ways, and so can every other date of this file.
      </p>
      <Group>
        {way('day-first', question.dayFirst)}
        {way('month-first', question.monthFirst)}
      </Group>
    </Card>
  );
}
