import { numberText } from "../../values/numbers/number.ts";
import { materialised } from "../../values/unknown.ts";
import type { TfValue } from "../../values/value.ts";
import { YamlWriter } from "./writer.ts";

/** libyaml writes longer keys with a question mark, as it does those of several lines. Counted in bytes. */
const MAX_SIMPLE_KEY = 128;

/** A wholly known value as YAML, exactly as Terraform writes it. */
export function yamlText(value: TfValue): string {
  const writer = new YamlWriter();
  write(value, writer, false);
  return writer.finish();
}

function write(given: TfValue, writer: YamlWriter, isInMapping: boolean): void {
  const value = materialised(given);
  switch (value.kind) {
    case "string":
      writer.text(value.value, false);
      break;
    case "number":
      writer.plain(numberText(value));
      break;
    case "bool":
      writer.plain(String(value.value));
      break;
    case "list":
    case "set":
    case "tuple":
      if (value.items.length === 0) writer.indicator("[]", false);
      else sequence(value.items, writer, isInMapping);
      break;
    case "map":
    case "object":
      if (value.entries.size === 0) writer.indicator("{}", false);
      else mapping(value.entries, writer);
      break;
    default:
      writer.plain("null");
      break;
  }
}

/** The items of a sequence that follows a key are indented as far as the key. */
function sequence(items: readonly TfValue[], writer: YamlWriter, isInMapping: boolean): void {
  const step = isInMapping && !writer.isAtStart ? "none" : "block";
  writer.indented(() => {
    for (const item of items) {
      writer.startLine();
      writer.indicator("-", true);
      write(item, writer, false);
    }
  }, step);
}

function mapping(entries: ReadonlyMap<string, TfValue>, writer: YamlWriter): void {
  writer.indented(() => {
    for (const [key, value] of entries) {
      writer.startLine();
      const isSimple = !/[\r\n\u0085\u2028\u2029]/.test(key) && Buffer.byteLength(key) <= MAX_SIMPLE_KEY;
      if (!isSimple) writer.indicator("?", true);
      writer.text(key, isSimple);
      if (isSimple) writer.indicator(":", false, false);
      else {
        writer.startLine();
        writer.indicator(":", true);
      }
      write(value, writer, true);
    }
  });
}
