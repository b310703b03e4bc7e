import type { Asked, Notes } from "../../notes.ts";
import type { SourceFile } from "../../source/source-file.ts";

/** What may be asked of a checkout, and of a run. */
export type QuestionKind = "read" | "list" | "exists" | "tracked" | "urls" | "here" | "fact" | "inputs";

/** A question, with what the answer was. */
export interface Question {
  kind: QuestionKind;
  /** A path, a revision, the name of a fact, or whose inputs. */
  of: string;
  answer: SourceFile | readonly string[] | string | boolean | undefined;
}

/** What something rests on: what was asked while it was made, and other things that rest on more. */
export class Basis {
  readonly questions = new Set<Question>();
  readonly parts = new Set<Basis>();
  /** More than what is known of: it is never the same again. */
  isOpen = false;
}

/** Writes down what is asked, for what is being made at the moment. */
export class Record implements Notes {
  readonly #making: Basis[] = [];
  /** What was asked, by kind and by what it was asked of: many ask the same, which is one question as long as it has one answer. */
  readonly #questions = new Map<QuestionKind, Map<string, Question>>();

  begin(): Basis {
    const basis = new Basis();
    this.#making.push(basis);
    return basis;
  }

  end(asked: Asked): void {
    if (this.#making.pop() !== asked) throw new Error("What was begun last ends first.");
  }

  again(asked: Asked): void {
    const [now] = this.#making.slice(-1);
    if (asked instanceof Basis && now !== asked) now?.parts.add(asked);
  }

  share(asked: Asked): void {
    if (!(asked instanceof Basis)) return;
    const [now] = this.#making.slice(-1);
    // Outside of everything that is made, nobody writes down what it comes to read.
    if (!now) asked.isOpen = true;
    else if (now !== asked) {
      now.parts.add(asked);
      asked.parts.add(now);
    }
  }

  fact(name: string, answer: string): void {
    this.asked("fact", name, answer);
  }

  inputs(of: string, answer: string): void {
    this.asked("inputs", of, answer);
  }

  asked(kind: QuestionKind, of: string, answer: Question["answer"]): void {
    const now = this.#making.at(-1);
    if (!now) return;
    now.questions.add(this.#question(kind, of, answer));
  }

  #question(kind: QuestionKind, of: string, answer: Question["answer"]): Question {
    const known = this.#questions.get(kind) ?? new Map<string, Question>();
    this.#questions.set(kind, known);
    const earlier = known.get(of);
    if (earlier && earlier.answer === answer) return earlier;
    const question = { kind, of, answer };
    known.set(of, question);
    return question;
  }
}

/**
 * Of some things, those that rest on what is still so. What rests on something that isn't, is not, whatever stands between; things
 * may rest on each other.
 */
export function stillSo(
  all: Iterable<Basis>,
  isSo: (question: Question) => boolean,
): (basis: Basis) => boolean {
  const restOnIt = new Map<Basis, Basis[]>();
  const pending = [...all];
  const seen = new Set(pending);
  const spoilt: Basis[] = [];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.isOpen || !allHold(next, isSo)) spoilt.push(next);
    for (const part of next.parts) {
      const others = restOnIt.get(part) ?? [];
      restOnIt.set(part, others);
      others.push(next);
      if (seen.has(part)) continue;
      seen.add(part);
      pending.push(part);
    }
  }
  const gone = new Set(spoilt);
  for (let next = spoilt.pop(); next; next = spoilt.pop())
    for (const each of restOnIt.get(next) ?? [])
      if (!gone.has(each)) {
        gone.add(each);
        spoilt.push(each);
      }
  return (basis) => seen.has(basis) && !gone.has(basis);
}

function allHold({ questions }: Basis, isSo: (question: Question) => boolean): boolean {
  for (const question of questions) if (!isSo(question)) return false;
  return true;
}

/** All that something rests on, itself first, without what it merely shares with others. */
export function* questionsOf(basis: Basis, seen = new Set<Basis>()): Iterable<Question> {
  if (seen.has(basis)) return;
  seen.add(basis);
  yield* basis.questions;
  for (const part of basis.parts) yield* questionsOf(part, seen);
}
