import type { Format } from "../../model/format.ts";
import type { Model } from "../../model/linked-model.ts";
import type { UnreadCode } from "../../parser.ts";
import { folderOf } from "../../source/paths.ts";

/** A root, by what it is of and where it lies. */
interface Place {
  readonly format: Format;
  readonly path: string;
}

/** Where the functions of a model are declared: documents that stand for the code of a program among them. */
export function placesOfFunctions(model: Model): readonly Place[] {
  const places = new Map<string, Place>();
  for (const fn of model.functions) {
    const { format, root: path } = model.deploymentOf(fn);
    places.set(`${format}\n${path}`, { format, path });
  }
  return [...places.values()];
}

/**
 * A program that isn't run, of which a change takes away a document in which the base found functions: the program is still there, so
 * nothing says that they are gone.
 * @param format that of the program's documents
 */
export function withoutItsDocument(
  code: UnreadCode,
  format: Format | undefined,
  { base, head }: { base: readonly Place[]; head: readonly Place[] },
): UnreadCode {
  if (code.kind !== "app") return code;
  const folder = folderOf(code.at.file);
  const ofProgram = (all: readonly Place[]) =>
    new Set(
      all.filter((each) => each.format === format && isWithin(each.path, folder)).map(({ path }) => path),
    );
  const [before, after] = [ofProgram(base), ofProgram(head)];
  const gone = [...before].find((path) => !after.has(path));
  // A document that is called otherwise now is still one.
  if (gone === undefined || after.size >= before.size) return code;
  const because = `The base reads functions in ${gone}, which is not here any more. ${code.what} still is: ${code.because}`;
  return { ...code, because, mayHoldFunctions: true, isBroken: true };
}

function isWithin(path: string, folder: string): boolean {
  return folder === "." || path === folder || path.startsWith(`${folder}/`);
}
