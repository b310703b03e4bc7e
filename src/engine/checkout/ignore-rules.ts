import ignore, { type Ignore } from "ignore";

interface Layer {
  /** The folder of the .gitignore, with a slash at the end; empty for the top. */
  prefix: string;
  rules: Ignore;
}

/** The .gitignore files that bear on a folder: its own and those above it. */
export class IgnoreRules {
  readonly #layers: readonly Layer[];

  private constructor(layers: readonly Layer[]) {
    this.#layers = layers;
  }

  /** The rules of every folder above `folder`; `read` gives the text of a .gitignore by its path. */
  static above(folder: string, read: (path: string) => string | undefined): IgnoreRules {
    let rules = new IgnoreRules([]);
    if (folder === ".") return rules;
    const parts = folder.split("/");
    for (let depth = 0; depth < parts.length; depth++) {
      const parent = depth === 0 ? "." : parts.slice(0, depth).join("/");
      rules = rules.below(parent, read(parent === "." ? ".gitignore" : `${parent}/.gitignore`));
    }
    // A path that the user names is wanted, even where version control ignores it.
    return rules.ignores(`${folder}/`) ? new IgnoreRules([]) : rules;
  }

  below(folder: string, text: string | undefined): IgnoreRules {
    if (!text) return this;
    const prefix = folder === "." ? "" : `${folder}/`;
    return new IgnoreRules([
      ...this.#layers,
      { prefix, rules: ignore({ allowRelativePaths: true }).add(text) },
    ]);
  }

  /** @param path relative to the top; folders end in a slash */
  ignores(path: string): boolean {
    // Like git, the deepest file that says something about the path decides.
    for (let index = this.#layers.length - 1; index >= 0; index--) {
      const layer = this.#layers[index] as Layer;
      const verdict = layer.rules.test(path.slice(layer.prefix.length));
      if (verdict.ignored) return true;
      if (verdict.unignored) return false;
    }
    return false;
  }
}
