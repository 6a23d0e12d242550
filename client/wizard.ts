/** Questions one after another in VS Code's quick input, with a way back. */
import {
  type Event,
  type QuickInput,
  type QuickInputButton,
  QuickInputButtons,
  type QuickPickItem,
  window,
} from "vscode";

/** An answer, or what the user did instead of giving one. */
export type Answer<T> = { readonly value: T } | "back" | "cancelled";

export interface Frame {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

/** One question. It reads the draft and gives back the draft with the answer in it. */
export interface Step<Draft> {
  /** Whether the answers so far call for this question. */
  applies(draft: Draft): boolean;
  ask(frame: Frame, draft: Draft): Promise<Answer<Draft>>;
}

/** Asks every step that applies; undefined when the user gives up. */
export async function runWizard<Draft>(
  title: string,
  steps: readonly Step<Draft>[],
  initial: Draft,
): Promise<Draft | undefined> {
  const asked: { readonly index: number; readonly before: Draft }[] = [];
  let draft = initial;
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index];
    if (!step?.applies(draft)) continue;
    const totalSteps = asked.length + steps.slice(index).filter((it) => it.applies(draft)).length;
    const answer = await step.ask({ title, step: asked.length + 1, totalSteps }, draft);
    if (answer === "cancelled") return undefined;
    if (answer === "back") {
      const previous = asked.pop();
      if (!previous) return undefined;
      draft = previous.before;
      index = previous.index - 1;
    } else {
      asked.push({ index, before: draft });
      draft = answer.value;
    }
  }
  return draft;
}

export interface Choice<T> extends QuickPickItem {
  readonly value: T;
}

export function pick<T>(
  frame: Frame,
  placeholder: string,
  choices: readonly Choice<T>[],
): Promise<Answer<T>> {
  const input = window.createQuickPick<Choice<T>>();
  input.placeholder = placeholder;
  input.items = choices;
  return show(input, frame, () => {
    const [chosen] = input.activeItems;
    return chosen && { value: chosen.value };
  });
}

export interface TextQuestion {
  readonly prompt: string;
  readonly initial: string;
  /** What is wrong with the text, or undefined. */
  check(text: string): string | undefined;
}

export function enter(frame: Frame, question: TextQuestion): Promise<Answer<string>> {
  const input = window.createInputBox();
  input.prompt = question.prompt;
  input.value = question.initial;
  input.onDidChangeValue(() => {
    input.validationMessage = "";
  });
  return show(input, frame, () => {
    const value = input.value.trim();
    input.validationMessage = question.check(value) ?? "";
    return input.validationMessage === "" ? { value } : undefined;
  });
}

interface Acceptable extends QuickInput {
  buttons: readonly QuickInputButton[];
  readonly onDidAccept: Event<void>;
  readonly onDidTriggerButton: Event<QuickInputButton>;
}

/** Shows `input` until `accept` gives an answer, or the user leaves. */
function show<T>(
  input: Acceptable,
  frame: Frame,
  accept: () => { readonly value: T } | undefined,
): Promise<Answer<T>> {
  input.title = frame.title;
  input.step = frame.step;
  input.totalSteps = frame.totalSteps;
  input.ignoreFocusOut = true;
  input.buttons = frame.step > 1 ? [QuickInputButtons.Back] : [];
  const answer = new Promise<Answer<T>>((resolve) => {
    input.onDidAccept(() => {
      const accepted = accept();
      if (accepted) resolve(accepted);
    });
    input.onDidTriggerButton(() => resolve("back"));
    input.onDidHide(() => resolve("cancelled"));
    input.show();
  });
  return answer.finally(() => input.dispose());
}
