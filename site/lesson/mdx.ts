import Claim from './Claim.astro';
import CodeBlock from './CodeBlock.astro';
import Deeper from './Deeper.astro';
import Exercise from './Exercise.astro';
import Facilitator from './Facilitator.astro';
import Hint from './Hint.astro';
import Listing from './Listing.astro';
import Micro from './Micro.astro';
import Minute from './Minute.astro';
import Museum from '../museum/Museum.astro';
import Note from './Note.astro';
import Orders from './Orders.astro';
import Output from './Output.astro';
import Predict from './Predict.astro';
import Quiz from './Quiz.astro';
import Solution from './Solution.astro';
import GilLab from '../gil/GilLab.astro';
import Interpreters from '../gil/Interpreters.astro';
import Sliders from '../sliders/Sliders.astro';
import Stage from '../stage/Stage.astro';
import Today from './Today.astro';
import Traces from '../stage/Traces.astro';
import Term from './Term.astro';
import Try from '../workbench/Try.astro';
import TryTypeScript from '../typescript/TryTypeScript.astro';

/** Everything a lesson may use without importing it. */
export const lessonComponents = {
  Claim,
  Deeper,
  Exercise,
  Facilitator,
  GilLab,
  Hint,
  Interpreters,
  Listing,
  Micro,
  Minute,
  Museum,
  Note,
  Orders,
  Output,
  Predict,
  Quiz,
  Sliders,
  Solution,
  Stage,
  Term,
  Today,
  Traces,
  Try,
  TryTypeScript,
  pre: CodeBlock,
};
