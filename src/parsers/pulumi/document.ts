import type { Diagnostic } from "../../finding.ts";
import { SourceFile } from "../../source/source-file.ts";
import { parseYaml } from "../../source/yaml/parse.ts";
import { childOf, itemsOf, locationOf, stringValue, type YamlNode } from "../../source/yaml/tree.ts";
import { jsonTexts } from "./json-texts.ts";
import { hideSecrets } from "./marks.ts";
import { readPreview } from "./preview.ts";
import { type StackDocument, stackDocuments, stateOf } from "./state.ts";

/** Documents that were read, or why they were not; neither when the text is something else. */
export interface ReadDocuments {
  /** One for each stack. */
  stacks: readonly StackDocument[];
  diagnostics: readonly Diagnostic[];
}

const NOTHING: ReadDocuments = { stacks: [], diagnostics: [] };
/** More texts than that in one file are no list of stacks. */
const MAX_TEXTS = 100;
const PREVIEW = "pulumi preview --json --show-sames";
/** A document is large and is asked for once to find it and once an environment. */
const alreadyRead = new WeakMap<SourceFile, ReadDocuments>();

const EVENTS = /^\s*\{\s*"sequence"\s*:/;

/** Whether a text is a stream of events, which Pulumi writes where it is told to, instead of a preview. */
export function isEventStream({ text }: SourceFile): boolean {
  return EVENTS.test(text) && text.includes('"urn:pulumi:');
}

/** Whether a text looks like a preview or a stack, without parsing it. */
export function looksLikeDocument(file: SourceFile): boolean {
  const { text } = file;
  if (!text.includes('"urn:pulumi:') || isEventStream(file)) return false;
  return text.includes('"steps"') || text.includes('"resources"');
}

/** Reads the documents of a file, once: of one stack, or of several, one text after another. */
export function readDocuments(file: SourceFile): ReadDocuments {
  if (!file.computed(looksLikeDocument)) return NOTHING;
  const earlier = alreadyRead.get(file);
  if (earlier) return earlier;
  hideSecrets(file);
  const read = jsonTexts(file.text, MAX_TEXTS).map((text) => readText(file, text));
  const all = {
    stacks: read.flatMap(({ stacks }) => stacks),
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  };
  alreadyRead.set(file, all);
  return all;
}

/** @param text of the file's own length, so that its places are the file's */
function readText(file: SourceFile, text: string): ReadDocuments {
  const { documents, problems } = parseYaml(text === file.text ? file : new SourceFile(file.path, text));
  const [broken] = problems.filter(({ severity }) => severity === "error");
  if (broken) {
    const message = `The Pulumi document can't be read. ${broken.message.replace("YAML", "JSON")}`;
    const hint = `Write it again with: ${PREVIEW}`;
    return { stacks: [], diagnostics: [{ severity: "error", message, hint, at: broken.at }] };
  }
  const [top] = documents;
  if (!top) return NOTHING;
  if (childOf(top, "steps")?.kind === "sequence")
    return { stacks: readPreview(top), diagnostics: doubts(top) };
  const resources = resourcesOf(top);
  if (!resources) return NOTHING;
  const states = resources.flatMap((node) => stateOf(node) ?? []).filter(({ isLeaving }) => !isLeaving);
  return { stacks: stackDocuments("state", states, top), diagnostics: [] };
}

/** Of an exported stack, of a file in a backend, or of `sst state export`. */
function resourcesOf(top: YamlNode): readonly YamlNode[] | undefined {
  const holders = [
    childOf(top, "deployment"),
    childOf(childOf(top, "checkpoint"), "latest"),
    childOf(top, "latest"),
  ];
  const listed = holders.map((holder) => childOf(holder, "resources")).find((node) => node !== undefined);
  return listed && itemsOf(listed);
}

/** What a preview says against itself. */
function doubts(top: YamlNode): Diagnostic[] {
  const failed = itemsOf(childOf(top, "diagnostics")).find(
    (each) => stringValue(childOf(each, "severity")) === "error",
  );
  if (!failed) return [];
  return [
    {
      severity: "warning",
      message:
        "Pulumi stopped with an error while it made this preview, so resources may be missing from it.",
      hint: "Correct the error and preview again.",
      at: locationOf(failed),
    },
  ];
}
