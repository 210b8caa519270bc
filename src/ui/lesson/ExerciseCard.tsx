import { type FormEvent, type ReactNode, useId, useMemo, useState } from 'react';
import { type Exercise, judge, type Verdict } from '../../lessons/Exercise.ts';
import { createRandom } from '../../lessons/random.ts';
import { lessonProgress } from '../../state/lesson-progress.ts';
import { Button } from '../components/Button.tsx';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import card from './card.module.css';
import styles from './ExerciseCard.module.css';
import { formatFacts } from './format-fact.ts';
import { Prose } from './Prose.tsx';
import { parseAnswer } from './parse-answer.ts';

/** A question with numbers of its own: an answer is judged, a slip is named, a hint comes before the solution. */
export function ExerciseCard({ slug, exercise }: { readonly slug: string; readonly exercise: Exercise }): ReactNode {
  const t = useT();
  const format = useFormat();
  const id = useId();
  const [seed, setSeed] = useState(1);
  const [given, setGiven] = useState('');
  const [verdict, setVerdict] = useState<Verdict | 'no number' | null>(null);
  const [help, setHelp] = useState<'none' | 'hint' | 'solution'>('none');
  const question = useMemo(() => exercise.ask(createRandom(seed)), [exercise, seed]);
  const prefix = `lessons.${slug}.exercise.${exercise.id}`;
  const values = { ...formatFacts(question.facts, format), answer: format.decimal(question.answer, 6) };
  const isRight = typeof verdict === 'object' && verdict?.kind === 'right';

  function check(event: FormEvent): void {
    event.preventDefault();
    const answer = parseAnswer(given);
    const found = answer === null ? 'no number' : judge(question, answer);
    setVerdict(found);
    if (typeof found === 'object' && found.kind === 'right') lessonProgress.solve(slug, exercise.id);
  }
  function renew(): void {
    setSeed(seed + 1);
    setGiven('');
    setVerdict(null);
    setHelp('none');
  }

  return (
    <form className={card['card']} onSubmit={check}>
      <p className={card['kicker']}>{t('lessons.learn.exercise')}</p>
      <div id={`${id}question`}>
        <Prose text={t(`${prefix}.question`, values)} />
      </div>
      <div className={card['row']}>
        <input
          className={styles['answer']}
          inputMode="decimal"
          autoComplete="off"
          aria-label={t('lessons.learn.answer')}
          aria-describedby={`${id}question`}
          aria-invalid={verdict !== null && !isRight}
          value={given}
          onChange={(event) => {
            setGiven(event.target.value);
            setVerdict(null);
          }}
        />
        <Button type="submit" look="primary">
          {t('lessons.learn.check')}
        </Button>
      </div>
      <div role="status" className={`${card['verdict']} ${styles['verdict']}`} data-right={isRight || undefined}>
        {verdict !== null && <Prose text={verdictText()} />}
      </div>
      {help !== 'none' && (
        <div className={card['help']}>
          <Prose text={t(`${prefix}.hint`, values)} />
          {help === 'solution' && <Prose text={t(`${prefix}.solution`, values)} />}
        </div>
      )}
      <div className={card['row']}>
        {help !== 'solution' && (
          <Button look="quiet" onClick={() => setHelp(help === 'none' ? 'hint' : 'solution')}>
            {t(help === 'none' ? 'lessons.learn.hint' : 'lessons.learn.solution')}
          </Button>
        )}
        <Button look="quiet" onClick={renew}>
          {t('lessons.learn.renew')}
        </Button>
      </div>
    </form>
  );

  function verdictText(): string {
    if (verdict === null || verdict === 'no number') return t('lessons.learn.verdict.noNumber');
    return verdict.kind === 'slip'
      ? t(`${prefix}.mistake.${verdict.slip}`, values)
      : t(`lessons.learn.verdict.${verdict.kind}`, { answer: values.answer });
  }
}
