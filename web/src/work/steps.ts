/** How steps are named to the core's words, and which one a screen shows next. */

import type { Answer, JobView, StepView } from "@pinpoint/installer";

export const titleOf = (step: string) => `step-${step}`;
export const howOf = (step: string) => `step-${step}-how`;
export const itemOf = (step: string, item: string) => `item-${step}-${item}`;

/** Steps that this station asks for or allows. */
export function stepsOf(job: JobView): readonly StepView[] {
  return job.steps.filter(({ status }) => status !== "not-for-station");
}

/** What was answered of this kind; whether it still counts, the step says. */
export function answersOf<Kind extends Answer["answer"]>(job: JobView, kind: Kind): Extract<Answer, { answer: Kind }>[] {
  const is = (answer: Answer): answer is Extract<Answer, { answer: Kind }> => answer.answer === kind;
  return job.steps.flatMap(({ answer }) => (answer && is(answer) ? [answer] : []));
}

/**
 * The step to show after one: the next that is open behind it, optional ones too, for whoever goes on may leave them out;
 * from the top, only what must be done. None when the job waits for somebody else, or is done.
 */
export function stepAfter(job: JobView, step: string | null): string | undefined {
  const steps = stepsOf(job);
  const at = steps.findIndex(({ id }) => id === step);
  const open = ({ status }: StepView) => status === "open";
  const behind = at < 0 ? undefined : steps.slice(at + 1).find(open);
  return (behind ?? steps.find((step) => open(step) && !step.optional))?.id;
}

/** All words that a job's screens will need, so that none of them waits for its words. */
export function codesOf(job: JobView): string[] {
  return stepsOf(job).flatMap((step) => [
    titleOf(step.id),
    howOf(step.id),
    `phase-${step.phase}`,
    ...(step.items ?? []).map(({ id }) => itemOf(step.id, id)),
  ]);
}
