import { type ReactNode, useEffect, useState } from 'react';
import { setUpBench } from '../../lessons/bench.ts';
import type { StepView } from '../../lessons/Lesson.ts';
import { createRandom } from '../../lessons/random.ts';
import {
  judgePuzzle,
  type Move,
  nextTask,
  PUZZLE_START,
  type PuzzleTask,
  puzzleFormula,
  puzzleGraph,
  puzzleLimits,
  taskFacts,
} from '../../lessons/shapes-puzzle.ts';
import { lessonProgress } from '../../state/lesson-progress.ts';
import { app } from '../../state/store.ts';
import { Button } from '../components/Button.tsx';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import card from './card.module.css';
import { formatFacts } from './format-fact.ts';
import styles from './ProjectionPuzzle.module.css';
import { Prose } from './Prose.tsx';
import { ShapePair } from './ShapePair.tsx';
import { WindowSlider } from './WindowSlider.tsx';

const FORMULA = '$floor(frac({size} + 2·{padding} − {kernel}; {stride})) + 1 = floor({quotient}) + 1 = {out}$';

/** Kernel, stride and padding of a projection, to be chosen until ⊕ adds. The graph beside the text follows every choice. */
export function ProjectionPuzzle({
  slug,
  task: firstTask,
  view,
}: {
  readonly slug: string;
  readonly task: PuzzleTask;
  readonly view: StepView;
}): ReactNode {
  const t = useT();
  const format = useFormat();
  const [seed, setSeed] = useState(0);
  const [move, setMove] = useState<Move>(PUZZLE_START);
  const [help, setHelp] = useState<'none' | 'hint' | 'solution'>('none');
  const task = seed === 0 ? firstTask : nextTask(createRandom(seed));
  const verdict = judgePuzzle(task, move);
  const facts = formatFacts(taskFacts(task), format);
  useEffect(() => {
    const { network, level = 1, opened = [] } = view;
    const bench = setUpBench(puzzleGraph(seed === 0 ? firstTask : nextTask(createRandom(seed)), move));
    app.getState().showLessonView({ network, size: null, classes: null, bench, level, opened, node: null });
  }, [firstTask, seed, move, view]);
  useEffect(() => {
    if (verdict.fits) lessonProgress.solve(slug, 'puzzle');
  }, [slug, verdict.fits]);

  return (
    <section className={card['card']} aria-label={t('lessons.puzzle.name')}>
      <p className={card['kicker']}>{t('lessons.puzzle.name')}</p>
      <Prose text={t('lessons.puzzle.task', facts)} />
      <div className={styles['sliders']}>
        {(['kernel', 'stride', 'padding'] as const).map((name) => (
          <WindowSlider
            key={name}
            name={name}
            limits={puzzleLimits[name]}
            value={move[name]}
            onChange={(value) => setMove({ ...move, [name]: value })}
          />
        ))}
      </div>
      <Prose text={fill(FORMULA, formatFacts(puzzleFormula(task, move), format))} />
      <ShapePair
        left={[t('lessons.puzzle.projected'), verdict.x]}
        right={[t('lessons.puzzle.branch'), verdict.branch]}
        agrees={verdict.fits}
      />
      <div role="status" className={`${card['verdict']} ${styles['verdict']}`} data-right={verdict.fits || undefined}>
        <Prose text={t(`lessons.puzzle.verdict.${verdict.kind}`, formatFacts(verdict.facts, format))} />
      </div>
      {help !== 'none' && (
        <div className={card['help']}>
          <Prose text={t('lessons.puzzle.hint', facts)} />
          {help === 'solution' && <Prose text={`${t('lessons.puzzle.solution', facts)}\n${fill(FORMULA, facts)}`} />}
        </div>
      )}
      <div className={card['row']}>
        {help !== 'solution' && (
          <Button look="quiet" onClick={() => setHelp(help === 'none' ? 'hint' : 'solution')}>
            {t(help === 'none' ? 'lessons.learn.hint' : 'lessons.learn.solution')}
          </Button>
        )}
        <Button
          look="quiet"
          onClick={() => {
            setSeed(seed + 1);
            setMove(PUZZLE_START);
            setHelp('none');
          }}
        >
          {t('lessons.puzzle.renew')}
        </Button>
      </div>
    </section>
  );
}

/** A formula with its numbers put in. */
function fill(formula: string, values: Readonly<Record<string, string>>): string {
  return formula.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
